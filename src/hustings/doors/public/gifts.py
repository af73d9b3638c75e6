"""The gifts of the fund: by which vote and when each was approved, its limit check, its payment."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.limits.table import spoken
from hustings.core.projections.decision import Motion
from hustings.core.projections.gifts import Dating, Gift
from hustings.doors.parts.figures import money
from hustings.doors.public import saying
from hustings.doors.public.decision import counts_sentence
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]


@page
def gifts(here: Here) -> HttpResponseBase:
    """Every gift, with the answer to the main question first."""
    kept = here.page.gifts
    context = {
        "gifts": [gift_part(here, each) for each in kept],
        "empty": {
            "says": _("No gift of the fund is on record."),
            "todo": _("A gift stands here from the day it is proposed, with the vote on it and its limit check."),
        },
        "csv_url": here.url("csv", table="gifts"),
    }
    lead = _("When and by which vote each was approved, what the limit was, and when it was paid.")
    return here.render("gifts.html", _("Gifts of the fund"), context, lead=lead if kept else "")


def summaries(here: Here) -> list[Part]:
    """For the cycle's first page: each gift in a line."""
    return [
        {
            "label": title(each),
            "url": f"{here.url('gifts')}#{each.code}",
            "text": answer(here, each),
            "status": saying.state_of(each.status),
        }
        for each in here.page.gifts
    ]


def title(gift: Gift) -> str:
    """How much, to whom."""
    amount = money(gift.amount_cents) if gift.amount_cents is not None else _("An amount not published")
    return _("%(amount)s to %(recipient)s") % {"amount": amount, "recipient": gift.recipient}


def answer(here: Here, gift: Gift) -> str:
    """When and by which vote it was approved, in one sentence."""
    if gift.approval_dates_differ:
        days = _(" or ").join(dict.fromkeys(saying.day_words(each.on) for each in gift.approvals))
        return _("The sources differ on when it was approved: %(days)s.") % {"days": days}
    if gift.approvals:
        return _approved(here, gift.approvals[0])
    if gift.status == "refused":
        return _("Not approved: it was refused. %(reason)s") % {"reason": _sentence(gift.refused_because)}
    if gift.status == "reported":
        return _("No source in this record says when or by which vote it was approved.")
    return _("Not approved yet.")


def _approved(here: Here, dating: Dating) -> str:
    motion = _motion(here, dating.motion)
    told: dict[str, Any] = {"day": saying.day_words(dating.on)}
    if motion is None:
        said = _("Approved on %(day)s; by which vote is not on record.") % told
        return f"{said} {_sentence(dating.what)}" if dating.what else said
    told |= {"title": motion.title, "counts": counts_sentence(motion.vote) if motion.vote else ""}
    return (_("Approved on %(day)s by the vote on “%(title)s”. %(counts)s") % told).strip()


def gift_part(here: Here, gift: Gift) -> Part:
    """A gift with its four steps in order."""
    return {
        "code": gift.code,
        "title": title(gift),
        "status": saying.state_of(gift.status) if gift.status != gift.basis else gift.basis,
        "basis": gift.basis,
        "answer": answer(here, gift),
        "what": gift.what,
        "lines": _about(gift),
        "conflicts": _conflicts(gift),
        "steps": [_proposal(here, gift), *_approvals(here, gift), *_checks(gift), *_payments(here, gift)],
        "sources": saying.sources_of(gift.sources),
        "corrected": saying.corrected(gift.corrections),
        "history": saying.changes_of(gift.history),
        "entry_url": here.url("entry", seq=gift.seq),
    }


def _about(gift: Gift) -> list[Part]:
    told = [
        (_("Account"), gift.account),
        (_("Purpose"), gift.purpose),
        (_("Kind of recipient"), saying.word(spoken(gift.recipient_kind))),
    ]
    return [{"label": label, "text": text} for label, text in told if text]


def _conflicts(gift: Gift) -> list[Part]:
    asked = []
    if gift.approval_dates_differ:
        asked.append((_("When was it approved?"), gift.approvals))
    if gift.payment_dates_differ:
        asked.append((_("When was it paid?"), gift.payments))
    return [
        {
            "question": question,
            "claims": [_claim(each) for each in datings],
            "note": _("All dates are shown; none is preferred."),
        }
        for question, datings in asked
    ]


def _claim(each: Dating) -> Part:
    part: Part = {"says": saying.day_of(each.on) or _("no day given"), "sources": saying.sources_of(each.sources)}
    return part | ({"note": each.what} if each.what else {})


def _proposal(here: Here, gift: Gift) -> Part:
    if gift.status == "reported":
        return {"label": _("Proposal"), "status": "none-reported"}
    text = _("Proposed on %(day)s") % {"day": saying.day_words(gift.proposed_on)}
    return {"label": _("Proposal"), "text": text, "url": here.url("entry", seq=gift.seq)}


def _approvals(here: Here, gift: Gift) -> list[Part]:
    label = _("Approving vote")
    if gift.approval_dates_differ:
        return [{"label": label, "status": "sources-differ"}]
    if not gift.approvals:
        return [{"label": label} | _no_vote(gift)]
    return [
        {"label": label, "text": saying.day_of(each.on), "status": "approved"} | _vote_of(here, each)
        for each in gift.approvals
    ]


def _no_vote(gift: Gift) -> Part:
    if gift.status == "reported":
        return {"status": "none-reported"}
    return {"text": _("Never put to the vote") if gift.status == "refused" else _("Not voted on yet")}


def _vote_of(here: Here, each: Dating) -> Part:
    motion = _motion(here, each.motion)
    if motion and motion.vote:
        return {
            "url": f"{here.url('decision')}#{motion.code}",
            "note": motion.title,
        }
    return {"note": each.what} if each.what else {}


def _checks(gift: Gift) -> list[Part]:
    label = _("Limit check")
    limit = gift.check.get("limit")
    if not isinstance(limit, Mapping):
        return [{"label": label, "status": {"word": _("not made"), "mark": "dash", "tone": "quiet"}}]
    over = gift.check.get("over_cents", 0)
    told = {
        "sum": money(gift.check.get("used_after_cents", 0)),
        "limit": money(limit.get("limit_cents", 0)),
        "period": saying.word(str(limit.get("period", ""))),
        "rest": money(over or gift.check.get("remaining_cents", 0)),
    }
    if over:
        status = {"word": _("over the limit"), "mark": "cross", "tone": "bad"}
        text = _("%(sum)s with this gift; the limit is %(limit)s %(period)s. %(rest)s too much.") % told
    else:
        status = {"word": _("within the limit"), "mark": "tick", "tone": "good"}
        text = _("%(sum)s with this gift; the limit is %(limit)s %(period)s. %(rest)s left.") % told
    return [{"label": label, "text": text, "status": status} | _limit_source(str(limit.get("source", "")))]


def _limit_source(source: str) -> Part:
    host = urlsplit(source).hostname
    if host:
        return {"source": {"outlet": host, "url": source}}
    return {"source": {"outlet": source}} if source else {}


def _payments(here: Here, gift: Gift) -> list[Part]:
    label = _("Payment")
    if gift.payment_dates_differ:
        return [{"label": label, "status": "sources-differ"}]
    if not gift.payments:
        told = {"refused": _("Not paid: refused"), "reported": _("No day reported")}
        return [{"label": label, "text": told.get(gift.status, _("Not paid yet"))}]
    return [
        {"label": label, "text": saying.day_of(each.on), "status": "paid", "url": here.url("entry", seq=each.seq)}
        | ({"note": money(each.amount_cents)} if each.amount_cents is not None else {})
        for each in gift.payments
    ]


def _motion(here: Here, code: str) -> Motion | None:
    return next((each for each in here.page.decision.motions if code and each.code == code), None)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
