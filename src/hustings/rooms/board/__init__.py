"""The board: motion, notice, quorum, roll call, and the outcome with its arithmetic.

Words: motion, notice, seat, quorum, roll call, outcome. The rule comes from the cycle's frozen rulebook;
`core.decision` computes.
"""
