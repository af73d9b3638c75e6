"""Gifts of the political fund: proposed, approved by a vote, held against their limit, paid or refused."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.limits.table import Period
from hustings.doors.parts.figures import money
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import MoneyField, choice_field, day_field, text_field
from hustings.doors.staff.pages import Section, in_words, lines, page, table
from hustings.ground.record.queries import staff_entries
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.fund.actions import check_limit, note_approval, note_payment, propose_gift, refuse_gift
from hustings.rooms.fund.queries import GiftView, gifts_of, limits_table
from hustings.rooms.fund.refusals import NoSuchGift

STATES: dict[str, Any] = {
    "proposed": {"word": gettext_lazy("proposed"), "mark": "ring"},
    "approved": "approved",
    "checked": {"word": gettext_lazy("within its limit"), "mark": "tick", "tone": "good"},
    "paid": "paid",
    "refused": {"word": gettext_lazy("refused"), "mark": "cross", "tone": "plain"},
}
DONORS = {
    "multicandidate_pac": gettext_lazy("Multicandidate committee"),
    "individual_or_nonmulticandidate_pac": gettext_lazy("Other committee, or a person"),
    "candidate_committee": gettext_lazy("A candidate's committee"),
}
PERIODS: dict[Any, Any] = {
    Period.ELECTION: gettext_lazy("for each election"),
    Period.YEAR: gettext_lazy("in a calendar year"),
    Period.ACCOUNT_YEAR: gettext_lazy("for each account in a calendar year"),
    Period.COMBINED_YEAR: gettext_lazy("in a calendar year, all of a state together"),
}
RECIPIENTS = {
    "candidate": gettext_lazy("A candidate"),
    "national_party_main": gettext_lazy("A national party, main account"),
    "national_party_additional_account": gettext_lazy("A national party, additional account"),
    "state_district_local_party": gettext_lazy("A state, district or local party"),
    "pac": gettext_lazy("Another committee"),
}


class Propose(ActionForm):
    action = propose_gift
    name, path = "fund-propose", "fund/propose/"
    title = gettext_lazy("Propose a gift")
    lead = gettext_lazy(
        "To one account of one recipient. The board approves it by vote; then it is held against its limit."
    )
    button = gettext_lazy("Propose a gift")
    done = gettext_lazy("{value} is proposed. Put a motion about it to the board.")

    recipient = forms.CharField(label=gettext_lazy("Recipient"), max_length=160)
    recipient_kind = choice_field(RECIPIENTS, label=gettext_lazy("What the recipient is"))
    account = forms.CharField(
        label=gettext_lazy("Account"), max_length=80, required=False,
        help_text=gettext_lazy("For a party's additional account: which one, such as convention."),
    )  # fmt: skip
    election = forms.CharField(
        label=gettext_lazy("Election"), max_length=80, required=False,
        help_text=gettext_lazy("For a candidate: which one, such as general 2031."),
    )  # fmt: skip
    cents = MoneyField(label=gettext_lazy("Amount in dollars"), max_length=20)
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=200)
    given_on = day_field(label=gettext_lazy("Day on which it is to be given"))
    donor_kind = choice_field(DONORS, label=gettext_lazy("What our fund is"))
    candidate = forms.ChoiceField(label=gettext_lazy("Campaign that receives it"), required=False)

    def prepare(self) -> None:
        choices = [("", _("none of this cycle"))]
        choices += [(view.code, view.name) for view in candidates_of(cycle=self.desk.cycle)]
        self.fields["candidate"].choices = choices  # type: ignore[attr-defined]


class _OneGift(ActionForm):
    """A form about one gift."""

    def prepare(self) -> None:
        self.gift = gift_of(self.desk, self.thing)

    def shows(self) -> list[Section]:
        return [about(self.gift)]

    def arguments(self) -> dict[str, Any]:
        return {"gift": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("fund-one", self.thing)


class Approve(_OneGift):
    action = note_approval
    name, path = "fund-approve", "fund/<slug:thing>/approve/"
    title = gettext_lazy("Note the approval")
    lead = gettext_lazy("The gift is tied to the recorded vote that approves it; its day is the day of that vote.")
    button = gettext_lazy("Note the approval")
    done = gettext_lazy("{thing} is approved by entry {value}.")


class Check(_OneGift):
    action = check_limit
    name, path = "fund-check", "fund/<slug:thing>/check/"
    title = gettext_lazy("Check the limit")
    lead = gettext_lazy("Per recipient and account, by the limit in force on its day, with every earlier gift.")
    button = gettext_lazy("Check the limit")
    done = gettext_lazy("{value.sentence}")


class Refuse(_OneGift):
    action = refuse_gift
    name, path = "fund-refuse", "fund/<slug:thing>/refuse/"
    title = gettext_lazy("Refuse a gift")
    lead = gettext_lazy("It will not be made. The limit check stands beside the reason.")
    button = gettext_lazy("Refuse the gift")
    done = gettext_lazy("{thing} is refused, on the record.")
    grave = True

    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))


class Pay(_OneGift):
    action = note_payment
    name, path = "fund-pay", "fund/<slug:thing>/pay/"
    title = gettext_lazy("Note the payment")
    lead = gettext_lazy("The day on which it was paid, which is not the day on which it was approved.")
    button = gettext_lazy("Note the payment")
    done = gettext_lazy("The payment of {thing} is on the record.")

    on = day_field(label=gettext_lazy("Paid on"))


FORMS = (Propose, Approve, Check, Refuse, Pay)
NEXT: dict[str, type[ActionForm]] = {"proposed": Approve, "approved": Check, "checked": Pay}


def gift_of(desk: Desk, code: str) -> GiftView:
    """One gift. Raises: NoSuchGift."""
    found = [gift for gift in gifts_of(cycle=desk.cycle, actor=desk.actor) if gift.code == code]
    if not found:
        raise NoSuchGift(gift=code, where=desk.cycle)
    return found[0]


def room(desk: Desk) -> HttpResponse:
    """The gifts, and the step each waits for."""
    rows = []
    for gift in gifts_of(cycle=desk.cycle, actor=desk.actor):
        name = {"text": gift.recipient, "url": desk.url("fund-one", gift.code), "note": gift.code}
        form = NEXT.get(gift.state)
        next_step = desk.link(form, gift.code) if form else {"text": "–"}
        rows.append([name, {"status": STATES[gift.state]}, gift.given_on, money(gift.cents), next_step])
    if not rows:
        todo = _("A gift is proposed here, approved by the board, and held against its limit before it is paid.")
        empty: dict[str, Any] = {"says": _("No gift yet."), "todo": todo}
        if desk.can(Propose):
            empty |= {"url": desk.url(Propose.name), "label": str(Propose.button)}
        return page(desk, title=_("Political fund"), room="fund", sections=[{"empty": empty}, _limits()])
    columns = [_("Recipient"), _("State"), _("Day"), "#" + _("Amount"), _("Next")]
    sections = [{"table": table(_("Gifts"), columns, rows)}, _limits()]
    return page(
        desk, title=_("Political fund"), room="fund", sections=sections, buttons=desk.button(Propose, kind="main")
    )


def one(desk: Desk, thing: str) -> HttpResponse:
    """One gift with its check."""
    gift = gift_of(desk, thing)
    sections = [about(gift)]
    for entry in staff_entries(cycle=desk.cycle, actor=desk.actor):
        body = entry.payload["body"] if entry.payload else {}
        if body.get("gift") == thing and "check" in body:
            within = body["check"]["over_cents"] == 0
            told = {"says": body["check"]["sentence"], "result": "passes" if within else "fails"}
            sections.append({"title": _("Limit"), "explanations": [told]})
    form = NEXT.get(gift.state)
    buttons = desk.button(form, thing, kind="main") if form else []
    buttons += desk.button(Refuse, thing) if form else []
    crumbs = [(_("Political fund"), desk.url("fund"))]
    title = _("%(amount)s to %(recipient)s") % {"amount": money(gift.cents), "recipient": gift.recipient}
    return page(desk, title=title, room="fund", crumbs=crumbs, sections=sections, buttons=buttons)


def about(gift: GiftView) -> Section:
    """What is given, to whom, for what."""
    said = {
        _("State"): {"status": STATES[gift.state]},
        _("Code"): gift.code,
        _("Recipient"): gift.recipient,
        _("Account"): gift.account,
        _("Amount"): money(gift.cents),
        _("Purpose"): gift.purpose,
        _("Day"): gift.given_on,
    }
    return {"lines": lines(said)}


def _limits() -> Section:
    """The latest limit known for each kind of donor and recipient, with its days and its source."""
    latest = {(row.donor, row.recipient): row for row in sorted(limits_table(), key=lambda row: row.effective_from)}
    rows = []
    for row in latest.values():
        until = in_words(row.effective_to) if row.effective_to else _("until it changes")
        days = _("%(first)s to %(last)s") % {"first": in_words(row.effective_from), "last": until}
        kind = {
            "text": str(RECIPIENTS.get(row.recipient, row.recipient)),
            "note": str(DONORS.get(row.donor, row.donor)),
        }
        source = {"outlet": urlsplit(row.source).hostname or row.source, "url": row.source}
        rows.append([kind, money(row.limit_cents), str(PERIODS[row.period]), {"text": days, "source": source}])
    columns = [_("Recipient and donor"), "#" + _("Limit"), _("Counted"), _("In force")]
    note = _("A gift is held against the limit of its own day; earlier limits are kept too. Not legal advice.")
    return {"title": _("Limits that are applied"), "table": table(_("Limits"), columns, rows, note=note)}
