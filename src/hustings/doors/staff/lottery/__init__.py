"""The lottery of members' seats on the desk.

opening   open a lottery, change its quotas, cancel it
inviting  the value that decides who is invited, and the letters
drawing   fix everything, draw, call a stand-in
slots     the same lottery for slots that two campaigns want
working   a page that shows how far slow work is
showing   the room, and one lottery
"""

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.lottery import drawing, inviting, opening, slots
from hustings.doors.staff.lottery.showing import file, one, room

FORMS: tuple[type[ActionForm], ...] = (*opening.FORMS, *inviting.FORMS, *drawing.FORMS, *slots.FORMS)

__all__ = ["FORMS", "file", "one", "room"]
