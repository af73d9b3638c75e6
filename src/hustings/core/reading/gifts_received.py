"""Gifts told from the side of who receives: "A accepted $5,000 from B", "donors to A included B"."""

from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.reading.amounts import Amount
from hustings.core.reading.facts import clause_bounds, reference, span_of
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import main_subject, subject


@dataclass(frozen=True, slots=True)
class Received:
    """One reading: who gave, who took, how much, the trigger and the status."""

    givers: tuple[Item, ...]
    takers: tuple[Item, ...]
    amount: Amount
    trigger: tuple[int, int]
    status: str
    kind: str = ""


_GOT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>received|receives?|accepted|accepts?|took|taken|takes|got|gotten|gets|"
    r"raised|collected|"
    r"pocketed|banked|obtained|netted|drew|secured|won|enjoyed|had(?! (?:returned|refunded|sent|given|paid))|"
    r"raked in|reported|declared|disclosed|listed|"
    r"announced|touted|registered|logged|recorded|taken in|took in|brought in|shows?|showed|"
    r"lists?|records?|collects|reports)\b"
    r"(?=[^;]{0,80}<M>)"
)
_GIVEN_BY = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>given|handed|sent|paid|promised|"
    r"awarded) (?:[\w-]+ ){0,4}?(?P<sum><M>)[^;,.]{0,40}? "
    r"by (?P<from><OL>)"
)
_SUM_FIRST = rule(
    r"(?P<sum><M>) (?P<aux><AUX>)(?P<verb>donated|given|contributed|paid|went|came|transferred)(?: in <D>| on <D>)? "
    r"to (?:the )?(?P<to><A>)[^;.]{0,40}? (?:by|from) (?P<from><OL>)"
)
_SUM_FROM = rule(r"(?P<sum><M>)(?:[^;.\ue007]{0,60}?) from (?:the )?(?:[a-z-]+ ){0,3}?(?P<from><AL>)(?!'s? [a-z])")
_GAVE_IT = rule(
    r"(?P<sum><M>)(?: [a-z]+)?,? (?:(?:that|which) )?(?P<from><O>) (?P<aux><AUX>)(?P<verb>gave|contributed|"
    r"donated|sent|"
    r"given|handed|paid) (?:to )?(?:the )?(?P<to><A>)"
)
_SENT_ON = rule(
    r"(?P<from><O>)'s (?P<sum><M>)(?: [a-z]+)? (?P<aux>(?:has |have |had )?)(?P<verb>went|goes|gone) to (?:the )"
    r"?(?P<to><A>)|"
    r"(?P<verb2>(?P<sum2><M>)) from (?P<from2><O>) to (?:the )?(?P<to2><A>)|"
    r"(?P<from3><O>)'s (?P<verb3>contributions?|donations?|gifts?|giving) to (?:the )?(?P<to3><A>)(?:'s [a-z]+)? "
    r"(?:(?:so far|this year|now|<D>) )?(?:totals?|totall?ed|comes? to|came to|amounts? to|amounted to|adds? up to|"
    r"stands? "
    r"at|reached|exceed(?:s|ed)?) (?:more than |about |nearly )?(?P<sum3><M>)|"
    r"(?P<to4><P>)'s (?:[a-z-]+ ){0,2}(?P<verb4>donor|contributor|funder|giver) (?:is|was) (?:the )?(?P<from4><O>),? "
    r"(?:at|with|which gave|giving) (?P<sum4><M>)"
)
_DONORS = rule(
    r"\b(?P<verb>[Dd]onors|[Cc]ontributors|[Gg]ivers|[Ff]unders|[Bb]ackers)(?: to|"
    r" of) (?:the )?(?P<to><A>)[^.;]{0,60}? "
    r"(?:include[ds]?|including|were|are)\b(?P<rest>[^;]+)"
)
_EACH = rule(r"(?P<from><O>),? (?:\((?P<sum><M>)[^)]*\)|(?:with|at|which gave|gave) (?P<sum2><M>))")
_OWN_PURSE = rule(
    r"(?P<who><A>)'s? (?:[\w-]+ ){0,2}?(?:campaign|committee|fund|operation|PAC|camp|bid|war chest|foundation|"
    r"register(?: of [a-z]+)?|reports?|filings?|returns?|disclosures?|accounts|declarations?|books|statement|records)$"
)
_BENT = Late(r"\b(?:loans?|refund|damages|settlement|salary|wages|fee|loan|verdict|votes)\b")


_BOTH_SAY = rule(r"(?P<who><OL>) (?:both |all |each )?(?:said|say|have said|announced)(?: (?:on )?<D>)?(?: that)? $")
_HAVING = Late(r", having $")


def holder(shadow: Shadow, at: int) -> tuple[Item, ...]:
    """Whose money a verb at an offset is about: the subject, or the owner of a fund or campaign that is the subject."""
    purse = _OWN_PURSE.search(shadow.text[:at].rstrip())
    if purse:
        return tuple(shadow.at(*purse.span("who")))
    said = _SAID_IT.search(shadow.text[:at])
    if said:
        return tuple(shadow.at(*said.span("who")))
    who = main_subject(shadow) if _HAVING.search(shadow.text, 0, at) else subject(shadow, at)
    both = _BOTH_SAY.search(shadow.text[: who.start]) if who and who.items[0].span.text.lower() == "they" else None
    items = shadow.at(*both.span("who")) if both else who.items if who else ()
    return tuple(i for i in items if i.kind in "OPC" and reference(i).entity)


def _amount(shadow: Shadow, at: tuple[int, int]) -> Amount | None:
    found = [i.what for i in shadow.at(*at, "M")]
    return found[0] if found and isinstance(found[0], Amount) else None


def _told(aux: str, verb: str) -> str:
    status = status_of(aux, verb)
    return {"decided": "scheduled", "not_yet": "expected", "ongoing": "happened"}.get(status, status)


def _got(shadow: Shadow) -> Iterator[Received]:
    for match in _GOT.finditer(shadow.text):
        _, right = clause_bounds(shadow, *match.span())
        takers = holder(shadow, match.start())
        if not takers or _BENT.search(shadow.text[match.end() : right]):
            continue
        for one in _SUM_FROM.finditer(shadow.text, match.end(), len(shadow.text)):
            amount = _amount(shadow, one.span("sum"))
            if amount and one.start() < right:
                givers = tuple(shadow.at(*one.span("from")))
                status = _told(match.group("aux"), match.group("verb"))
                yield Received(givers, takers, amount, match.span("verb"), status)


_SUM_CAME = rule(
    r"\b(?P<verb>gifts?|donations?|contributions?|che(?:ck|que)s?|payments?) to (?:the )?(?P<to><A>)(?:'s [a-z]+)?"
    r"(?:[^,;.]{0,30})?,? (?:of )?(?P<sum><M>),? (?P<aux>)(?:came|was|is|came in|arrived) (?:from|by) "
    r"(?:the )?(?P<from><OL>)"
)
_RETURNED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>returned|refunded|(?:gave|sent|handed|paid) back|giv(?:en|ing) back|returning|"
    r"sending back|disgorged) (?:an? |the |its |their )?(?P<sum><M>) (?:[a-z-]+ ){0,2}?(?:che(?:ck|que)|donation|"
    r"contribution|gift)s? (?:that came |it got )?from (?:the )?(?P<from><OL>)"
)
_SAID_IT = rule(r"(?P<who><A>)'s? (?:campaign|committee|camp) (?:has )?(?:said|says|announced)(?: <D>)?(?: that)? it $")


def _returned(shadow: Shadow) -> Iterator[Received]:
    """ "X returned a $1,000 check from B": given, and then given back."""
    for match in _RETURNED.finditer(shadow.text):
        amount, said = _amount(shadow, match.span("sum")), _SAID_IT.search(shadow.text[: match.start()])
        takers = tuple(shadow.at(*said.span("who"))) if said else holder(shadow, match.start())
        if amount and takers:
            givers = tuple(shadow.at(*match.span("from")))
            yield Received(givers, takers, amount, match.span("verb"), "not_happened", "returned")


def _passive(shadow: Shadow) -> Iterator[Received]:
    for match in _GIVEN_BY.finditer(shadow.text):
        amount, takers = _amount(shadow, match.span("sum")), holder(shadow, match.start())
        if amount and takers:
            status = _told(match.group("aux"), match.group("verb"))
            yield Received(tuple(shadow.at(*match.span("from"))), takers, amount, match.span("verb"), status)
    for match in _SUM_FIRST.finditer(shadow.text):
        amount = _amount(shadow, match.span("sum"))
        if amount:
            givers, takers = tuple(shadow.at(*match.span("from"))), tuple(shadow.at(*match.span("to")))
            yield Received(givers, takers, amount, match.span("verb"), _told(match.group("aux"), match.group("verb")))


def _gave_it(shadow: Shadow) -> Iterator[Received]:
    """ "the $10,000 that B contributed to A", whatever becomes of it."""
    for match in _GAVE_IT.finditer(shadow.text):
        amount, status = _amount(shadow, match.span("sum")), _told(match.group("aux"), match.group("verb"))
        if amount and status == "happened":
            givers, takers = shadow.at(*match.span("from")), shadow.at(*match.span("to"))
            yield Received(tuple(givers), tuple(takers), amount, match.span("verb"), status)


def _sent_on(shadow: Shadow) -> Iterator[Received]:
    """ "A's $5,000 went to B", "$5,000 from A to B"."""
    for match in _SENT_ON.finditer(shadow.text):
        amount = _amount(shadow, span_of(match, "sum"))
        if amount and amount.role in ("donation", "other"):
            givers, takers = shadow.at(*span_of(match, "from")), shadow.at(*span_of(match, "to"))
            yield Received(tuple(givers), tuple(takers), amount, span_of(match, "verb"), "happened")


def _listed(shadow: Shadow) -> Iterator[Received]:
    for match in _DONORS.finditer(shadow.text):
        takers = tuple(shadow.at(*match.span("to")))
        for one in _EACH.finditer(shadow.text, *match.span("rest")):
            amount = _amount(shadow, one.span("sum") if one.group("sum") else one.span("sum2"))
            if amount:
                yield Received(tuple(shadow.at(*one.span("from"))), takers, amount, match.span("verb"), "happened")


def _sum_came(shadow: Shadow) -> Iterator[Received]:
    """ "The largest gift to A, $75,000, came from B"."""
    for match in _SUM_CAME.finditer(shadow.text):
        amount = _amount(shadow, match.span("sum"))
        if amount and amount.role in ("donation", "other"):
            givers, takers = shadow.at(*match.span("from"), "OPC"), shadow.at(*match.span("to"))
            yield Received(tuple(givers), tuple(takers), amount, match.span("verb"), "happened")


def received(shadow: Shadow) -> Iterator[Received]:
    """Every gift of a sentence that is told from the side of who receives it."""
    yield from _got(shadow)
    yield from _returned(shadow)
    yield from _passive(shadow)
    yield from _listed(shadow)
    yield from _sent_on(shadow)
    yield from _gave_it(shadow)
    yield from _sum_came(shadow)
