"""What a sceptic can recompute: pure functions over frozen values.

No Django, no network; time and chance are arguments.
"""
