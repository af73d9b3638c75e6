"""Seats for members, drawn by lot: who is invited, who volunteers, the numbered panels, the draw, who comes instead.

Outside this room nobody sees whose code is whose: the record and every file of a draw hold random codes only.
"""
