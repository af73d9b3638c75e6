"""What can be done about roundtables: slots and their plan, the meetings themselves, agendas, commitments."""

from hustings.rooms.roundtables.actions.agendas import adopt_agenda
from hustings.rooms.roundtables.actions.commitments import follow_up_commitment, note_commitment
from hustings.rooms.roundtables.actions.meetings import (
    Outcome,
    cancel_roundtable,
    hold_roundtable,
    move_roundtable,
    report_roundtable,
    set_roundtable,
)
from hustings.rooms.roundtables.actions.slots import (
    SlotPlan,
    accept_plan,
    draw_slots,
    enter_slot_wishes,
    offer_slots,
    offer_slots_otherwise,
    prefer_slots,
)

__all__ = [
    "Outcome",
    "SlotPlan",
    "accept_plan",
    "adopt_agenda",
    "cancel_roundtable",
    "draw_slots",
    "enter_slot_wishes",
    "follow_up_commitment",
    "hold_roundtable",
    "move_roundtable",
    "note_commitment",
    "offer_slots",
    "offer_slots_otherwise",
    "prefer_slots",
    "report_roundtable",
    "set_roundtable",
]
