"""The private press file: articles in, and one fact after the other before a person's eyes.

articles  the room, an article, its text, names, reading again
review    one fact: accept, correct, reject, merge, a name in one click
decided   what was decided, and how a decision is changed
by_hand   a fact that no article in the file tells

Other ways in than pasting (files, addresses, feeds) are in `press_intake`.
"""

from hustings.doors.staff import press_intake
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.press import articles, by_hand, decided, review
from hustings.doors.staff.press.articles import one, room, text
from hustings.doors.staff.press.decided import fact

FORMS: tuple[type[ActionForm], ...] = (
    *articles.FORMS,
    *review.FORMS,
    *decided.FORMS,
    *by_hand.FORMS,
    *press_intake.FORMS,
)

__all__ = ["FORMS", "fact", "one", "room", "text"]
