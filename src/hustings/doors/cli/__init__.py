"""The command line: one file per room. Checking a bundle and reading the press need no Django and no database."""
