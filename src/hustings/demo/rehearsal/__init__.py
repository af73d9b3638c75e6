"""The rehearsal: an invented union plays a whole cycle through every room. Everything in it was made by this program.

people.py   the invented union, its desk, its candidates
opening.py  rulebook, call, candidates, invitations, replies
questionnaires.py  a questionnaire: sealed, opened, compared, scored
questions.py members' questions: proposed, supported, ordered, answered
hearings.py roundtables, commitments, press, releases
credentials.py  the credential office, which forgets who holds what
polls.py    roll, straw polls, the secret poll
closing.py  gifts, the board's decision, statements, publication
"""
