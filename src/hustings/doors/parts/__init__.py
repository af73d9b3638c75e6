"""The pieces that repeat on pages: one template each, the same in every door.

`contexts` says what each piece takes, `states` which words and marks a state has, `figures` how days, numbers and
money are written, `templatetags.parts` puts them at a template's disposal, `styleguide` shows them all.
"""
