"""The staff's door: signing in with two factors, the desk of a cycle, and a form for every action it needs.

`gate.py` lets in who has passed both factors; `acting.py` turns a form class into a page; each room has one file with
its list and its forms; `order.py` names them in the order of the cycle;
`waiting.py` says what is to be done, and by whom.
"""
