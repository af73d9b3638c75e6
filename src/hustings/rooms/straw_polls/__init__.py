"""Straw polls: what those present at a local's meeting thought, counted there and returned on a sheet by two tellers.

Words: straw poll, local, return sheet, teller (who enters, or a second one who confirms the same figures). Each local
returns one sheet. A straw poll is not a sample and binds nobody; only confirmed sheets are counted.
"""
