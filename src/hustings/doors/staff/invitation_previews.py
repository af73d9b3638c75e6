"""The campaign's page as it will see it, before and after the letter has gone out."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings.doors.campaign.invitations import TEMPLATE, context_of
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.invitations import offer_to, preview_of
from hustings.ground.record.queries import house_title
from hustings.rooms.candidates.queries import standing
from hustings.rooms.invitations.queries import standard_terms, uninvited


def preview(desk: Desk, thing: str) -> HttpResponse:
    """One campaign's page, from the same template and the same words; its form leads nowhere.

    Raises: NotInvited, NoTerms, NoSuchCandidate.
    """
    waiting = {view.code for view in uninvited(cycle=desk.cycle, actor=desk.actor)}
    back = desk.url("invitations-send") if thing in waiting else desk.url("invitations-one", thing)
    if thing in waiting:
        person = standing(cycle=desk.cycle, candidate=thing)
        terms = standard_terms(cycle=desk.cycle, actor=desk.actor)
        offer = preview_of(desk, person.code, person.name, terms)
    else:
        offer = offer_to(desk, thing)
    frame = {"house": house_title(), "rehearsal": desk.rehearsal, "private": True, "preview": back, "answer_url": ""}
    return render(desk.request, TEMPLATE, frame | context_of(offer, at=desk.at))
