"""The questionnaires on the desk: drafting, keys and sending, opening, scoring and publishing, and the pages."""

from hustings.doors.staff.questionnaires import drafting, opening, sending
from hustings.doors.staff.questionnaires.showing import answers, file, one, room

FORMS = (*drafting.FORMS, *sending.FORMS, *opening.FORMS)

__all__ = ["FORMS", "answers", "file", "one", "room"]
