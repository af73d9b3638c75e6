"""Endorsements given, withheld, pending and withdrawn: `page` reads a text, `given` a clause, the rest says how."""
