"""The lottery for members' seats: fair chances, numbered panels, a draw that anyone can replay.

Nothing here reads a clock, a file or a network. Only what makes a plan's numbered panels needs the solver; whoever
replays a draw needs none. Normative specification: docs/spec/lottery.md.
"""
