"""Gifts and spending: who gave how much to whom, paid, approved, planned or denied."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.core.reading.amounts import Amount
from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import (
    CLEAR,
    LOOK,
    Fact,
    Page,
    Participant,
    clause_bounds,
    dated,
    participant,
    reference,
    span_of,
)
from hustings.core.reading.folding import views
from hustings.core.reading.gifts_received import holder, received
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import Subject, main_subject, subject

_GAVE = rule(
    r"(?<![\w'-])(?P<aux><AUX>(?:(?:reported|disclosed|acknowledged|admitted|confirmed|announced)(?= giving|"
    r" contributing| "
    r"donating) |offered to )?)(?P<verb>gave|gives?|given|giving|donated?|donates|donating|contribut(?:ed?|es|"
    r"ing)|sent|sends?|handed|hands|transferred|wrote|written|paid|cut|cuts|poured|pours|pouring|pumped|pumps|"
    r"funnel(?:ed|led|s)|"
    r"channel(?:ed|led|s)|steered|plowed|ploughed|committed|kicked in|doled out|directed|dropped|bankrolled|"
    r"made|makes?|pledged|pledges|chipped in|provided|promised?|promises|promising|pay|pays|paying|hand(?:ed|s|ing)? "
    r"over|"
    r"put(?! aside)|puts|putting|sank|sunk|dumped|shovell?ed|shelled out|ponied up|forked over|contributes|maxed out|"
    r"offered|lavished|showered|wired|steering|sending|earmarked|allocated|awarded|granted|approved|authori[sz]ed|"
    r"stumped up|weighed in with)\b"
    r"(?=[^;]{0,60}<M>)"
)
_SPENT = rule(
    r"(?<![\w'-])(?P<aux><AUX>(?:(?:reported|disclosed|acknowledged|declared|confirmed|budgeted)(?= spending) )?)"
    r"(?P<verb>set aside|put aside|budgeted|budgets|spent|spends?|spending|paid for|bought|booked|purchased|placed|"
    r"invested|invests?)"
    r"\b(?=[^;]{0,40}<M>)"
)
_NOUN = rule(
    r"<M>(?:, [a-z ]{3,30},)? (?:[\w-]+ ){0,2}?(?P<verb>donations?|contributions?|gifts?|che(?:ck|que)s?|grants?)|"
    r"(?P<verb2>donations?|contributions?|gifts?|che(?:ck|que)s?|grants?) of (?:[a-z]+ ){0,2}<M>"
)
_TO = rule(
    r"\b(?:to|into|for|towards?|behind|reached|arrived at) (?:both |the |an? )?(?P<obj><AL>)(?P<own>'s? (?:[\w-]+ )"
    r"{0,3}?(?:fund|campaign|"
    r"committee|account|convention))?"
)
_FOR_AGAINST = rule(
    r"\bon (?P<obj2><P>)'s behalf\b|\b(?P<side>for|against|supporting|opposing|backing|behind|on behalf of|attacking|"
    r"to (?:help (?:re-?)?elect|elect|help|support|back|boost|re-?elect|promote|aid)|to (?:defeat|oppose|unseat|attack|"
    r"stop)) <PRE>(?P<obj><PL>)"
)
_TO_GROUP = rule(
    r"\b(?:to|into|towards?) (?:an? |the |his |her |its |<O>,? ?)(?:[\w'-]+ ){0,4}?(?:PAC|committee|group|fund|"
    r"campaign|"
    r"effort|organi[sz]ation|bid|drive|operation|war chest)s?,? (?:[a-z-]+ ){0,4}?(?:supporting|backing|behind|for|of|"
    r"aligned with|allied with|allied to|promoting|that (?:supports|backs|is backing|is supporting)|that is behind|"
    r"(?:formed |set up |created )?to (?:support|elect|help|back|boost|promote)) <PRE>(?P<obj><P>)"
)
_DATIVE = rule(
    r" (?:the )?(?P<obj>[\ue000\ue003\ue004])(?:'s? (?:[\w-]+ ){0,2}?(?:campaign|committee|fund|account))? "
    r"(?:(?:another|about|some|nearly|roughly|only|just|the maximum,?|a further|an additional) )*(?P<sum><M>)"
    r"(?=.*,? and (?:has |have |had |also |then |later )*[a-z]+ (?:another |about )?<M>)"
)
_TWO_EACH = rule(r"(?P<obj><A>) (?P<sum><M>)(?:,? and |, )(?:the )?(?P<obj2><A>) (?P<sum2><M>)")
_FROM = rule(r"\b(?:from|by) (?P<obj><AL>)")
_APPROVED = Late(
    r"\b(?:vote[ds]?|approv\w+|agreed|authori[sz]\w+|decision|decided|backed|cleared|okayed)\b[^,;.]{0,40}$"
)
_GIFT_TO = rule(
    r"\b(?:gifts?|donations?|contributions?|donors?|contributors?|funders?|givers?) (?:to|of) (?:the )?(?P<obj><AL>)|"
    r"<M>[^;]{0,30}? (?:to|into) (?:the )?(?P<obj2><A>)|(?P<obj4><P>)'s (?:[a-z-]+ ){0,2}(?:donor|funder|paymaster|"
    r"backer|contributor)\b|\b(?:gave|donated to) (?:the )?(?P<obj3><A>) <M>|"
    r"\b(?:gave|donated|contributed) (?:money )?to (?:the )?(?P<obj5><A>)(?= (?:in )?<D>, when\b)"
)
_PAIRS = rule(r"(?P<sum><M>)[^;\ue007]{0,50}? (?:to|into) (?:both |the |an? )?(?P<obj><AL>)")
_DENIED = rule(
    r"(?P<subj><A>)[^.;]{0,60}? (?P<verb>denied|denies|disputed|disputes) (?:that |having |ever |receiving |"
    r"getting )?[^.;]{0,60}?\b(?:received?|receiving|got|took|accepted|check|cheque|donation|gift|money|"
    r"payment)"
)
_PLANS = ("scheduled", "expected", "possible")


def _money(shadow: Shadow, start: int, end: int, roles: tuple[str, ...]) -> list[Amount]:
    return [i.what for i in shadow.at(start, end, "M") if isinstance(i.what, Amount) and i.what.role in roles]


def _donors(who: Subject | None, shadow: Shadow) -> list[Item]:
    return [i for i in who.items if i.kind in "OPC" and reference(i).entity] if who else []


def _receivers(shadow: Shadow, start: int, end: int) -> list[Item]:
    found = _TO.search(shadow.text, start, end)
    items = [i for i in shadow.at(*found.span("obj")) if i.kind in "OPCN"] if found else []
    return items[:-1] if found and _NEXT_GIFT.match(shadow.text, found.end("obj")) else items


def _fact(
    page: Page,
    shadow: Shadow,
    amount: Amount | None,
    people: tuple[Participant, ...],
    status: str,
    trigger: tuple[int, int],
    kind: str,
    why: str,
) -> Fact:
    left, right = clause_bounds(shadow, *trigger)
    named = all(p.how == "name" and p.entity for p in people)
    clear = named and not why and shadow.zone not in ("headline", "correction", "related")
    return Fact(
        type="donation",
        status=status,
        tier=CLEAR if clear else LOOK,
        participants=people,
        trigger=page.quoted(shadow, *trigger),
        evidence=(page.quoted(shadow, left, right),),
        time=dated(shadow, *trigger) or _since(shadow, trigger),
        amount=amount,
        kind=kind,
        zone=shadow.zone,
        why="" if clear else why or "a name is not written here",
    )


def _since(shadow: Shadow, trigger: tuple[int, int]) -> DateExpression | None:
    """ "the first since 2019, when it gave": the year belongs to the clause that follows it."""
    before = shadow.at(max(0, trigger[0] - 40), trigger[0], "D")
    told = [i.what for i in before if isinstance(i.what, DateExpression) and i.what.kind == "since"]
    return told[-1] if told and re.search(r"\bwhen\b", shadow.text[: trigger[0]]) else None


def _status(aux: str, verb: str) -> str:
    if verb.startswith(("approved", "authori")):
        return "scheduled"
    status = (
        "expected"
        if "offered to" in aux or verb.startswith(("pledge", "promis", "earmark", "offer", "budget", "set aside"))
        else status_of(aux, verb)
    )
    return {"decided": "scheduled", "not_yet": "expected", "ongoing": "happened"}.get(status, status)


def _given(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _GAVE.finditer(shadow.text):
        _, right = clause_bounds(shadow, *match.span())
        givers = [item for item in holder(shadow, match.start()) if reference(item).entity]
        taken = list(_taken(shadow, match, right))
        if not givers or _NO_GIFT.search(match.group("verb") + shadow.text[match.end() : right]):
            continue
        status, verb = _status(match.group("aux"), match.group("verb")), match.span("verb")
        taken = [(amount, _candidate(page, shadow, one), role, why) for amount, one, role, why in taken]
        for giver in givers:
            for amount, taker, role, why in taken:
                people = (participant("donor", _beside(shadow, amount) or giver), participant(role, taker))
                if people[0].entity != people[1].entity:
                    yield _fact(page, shadow, amount, people, status, verb, "", why)


def _candidate(page: Page, shadow: Shadow, taker: Item) -> Item:
    """ "Its president said it would give to her campaign": a pronoun taken for an officer means a candidate before."""
    one = reference(taker)
    if taker.kind != "P" or one.how != "pronoun" or one.role != "leader":
        return taker
    for before in page.shadows[max(0, shadow.number - 3) : shadow.number + 1][::-1]:
        people = (i for i in before.items.values() if i.kind == "P" and i.span.start < taker.span.start)
        named = {reference(i).entity: i for i in people if reference(i).entity}
        meant = [i for i in named.values() if reference(i).role == "candidate"]
        if len(meant) == 1:
            return replace(taker, what=replace(reference(meant[0]), span=one.span, how="pronoun", possessive=False))
        if meant:
            break
    return taker


def _beside(shadow: Shadow, amount: Amount) -> Item | None:
    """ "A donated $5 to X and B $10 to Y": who stands right before a sum gave it."""
    at = next(place for place, item in shadow.items.items() if item.what is amount)
    before = shadow.at(at - 2, at - 1, "O") if re.search(r"\band [\ue003] $", shadow.text[:at]) else []
    return before[0] if before and reference(before[0]).entity else None


_NEXT_GIFT = rule(  # "$20,000 to X and the union $30,000": the union gives too
    r" (?:<M>|(?:has |have |had |will |also )*(?:gave|given|give|pledged?|donated?|contributed?|sent|spent|promised|"
    r"plans?|said)\b)"
)
_NO_GIFT = Late(
    r"\bworth\b|^(?:giv|gave|hand|send|sent|pa(?:y|id))\w* back\b|^cuts?\b(?!.*\bche(?:ck|que)s?\b)"
)  # "cut its donation to $5,000"
_POLITICAL = ("candidate", "party", "campaign")


def _taken(shadow: Shadow, match: re.Match[str], right: int) -> Iterator[tuple[Amount, Item, str, str]]:
    """What a verb of giving hands over: the sum, who gets it, in which role, and why that is in doubt.

    A sum that nothing calls a gift is one where a candidate, a party or a campaign gets it.
    """
    start = match.end()
    each = _TWO_EACH.search(shadow.text, start, right)
    if each is not None:
        for who, much in (("obj", "sum"), ("obj2", "sum2")):
            yield (
                _money(shadow, *each.span(much), ("donation", "other"))[0],
                shadow.at(*each.span(who))[0],
                "recipient",
                "",
            )
        return
    dative = _DATIVE.match(shadow.text, start, right)
    if dative is not None:  # "has given X $8,000 and sent $20,000 to Y"
        for amount in _money(shadow, *dative.span("sum"), ("donation", "other")):
            yield amount, shadow.at(*dative.span("obj"))[0], "recipient", ""
        return
    pairs = _pairs(shadow, start, right)
    if len(pairs) > 1:
        yield from ((amount, taker, "recipient", "") for amount, taker in pairs)
        return
    yield from _one_sum(shadow, match.start(), start, right)


def _one_sum(shadow: Shadow, verb: int, start: int, right: int) -> Iterator[tuple[Amount, Item, str, str]]:
    """One sum: to one or several, to a committee that works for somebody, or to whoever the clause before named."""
    group = _TO_GROUP.search(shadow.text, start, right)
    takers = _receivers(shadow, start, right) or shadow.at(start, start + 2, "OPC")
    if group and any(item.kind == "O" and reference(item).how == "name" for item in takers):
        group = None  # "to A, a group that runs ads for X": A gets it
    if takers and takers[0].kind == "O" and reference(takers[0]).how == "pronoun":
        takers = _gift_before(shadow, verb) or takers  # "and B has pledged it $5,000": whom A gave to
    for amount in _money(shadow, start, right, ("donation", "other"))[:1]:
        gift = amount.role == "donation"
        if group:
            yield from ((amount, person, "beneficiary", "") for person in shadow.at(*group.span("obj")))
        elif takers:
            fit = (taker for taker in takers if gift or reference(taker).role in _POLITICAL)
            yield from ((amount, taker, "recipient", "") for taker in fit)
        elif gift:
            why = "the receiver stands in another clause"
            yield from ((amount, taker, "recipient", why) for taker in _gift_before(shadow, verb))


def _pairs(shadow: Shadow, start: int, end: int) -> list[tuple[Amount, Item]]:
    """ "$5,000 to A and $7,000 to B"."""
    found = []
    for match in _PAIRS.finditer(shadow.text, start, end):
        amount = next(iter(_money(shadow, *match.span("sum"), ("donation", "other"))), None)
        items = shadow.at(*match.span("obj"), "OPC")
        items = items[:-1] if _NEXT_GIFT.match(shadow.text, match.end("obj")) else items
        found += [(amount, item) for item in items if amount]
    return found


def _received(page: Page, shadow: Shadow) -> Iterator[Fact]:
    """Told from the side of who receives."""
    for one in received(shadow):
        for giver in one.givers:
            for taker in (_candidate(page, shadow, item) for item in one.takers):
                known = giver.kind in "OPC" and reference(giver).entity
                if known and reference(giver).entity != reference(taker).entity:
                    people = (participant("donor", giver), participant("recipient", taker))
                    why = "given and then given back" if one.kind == "returned" else ""
                    yield _fact(page, shadow, one.amount, people, one.status, one.trigger, one.kind, why)


def _gift_before(shadow: Shadow, at: int) -> list[Item]:
    found = list(_GIFT_TO.finditer(shadow.text, 0, at))
    return shadow.at(*span_of(found[-1], "obj"), "OPC") if found else []


def _by_noun(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _NOUN.finditer(shadow.text):
        verb = match.span("verb") if match.group("verb") else match.span("verb2")
        _, right = clause_bounds(shadow, *match.span())
        sums = _money(shadow, match.start(), match.end(), ("donation",))
        takers = _receivers(shadow, match.end(), right)
        source = _FROM.search(shadow.text, match.end(), right)
        givers = shadow.at(*source.span("obj"), "OPC") if source else _donors_left(shadow, match.start())
        approved = _APPROVED.search(shadow.text[: match.start()]) is not None
        if any(
            re.match(r"(?:gave|donat|contribut|made|sent|wrote|hand|pledg|paid|cut|halved|reduced|return|refund)", f)
            for f in _verbs_left(shadow, match.start())
        ):
            continue
        for amount in sums[:1]:
            for giver in givers[:3]:
                for taker in takers:
                    people = (participant("donor", giver), participant("recipient", taker))
                    if people[0].entity != people[1].entity:
                        why = "" if approved or source else "told by a noun"
                        yield _fact(
                            page, shadow, amount, people, "scheduled" if approved else "happened", verb, "", why
                        )


def _verbs_left(shadow: Shadow, at: int) -> list[str]:
    return re.findall(
        r"\b(?:gave|donated|contributed|made|sent|wrote|handed|pledged|paid|cut|halved|reduced|returned|refunded)"
        r"\b",
        shadow.text[max(0, at - 30) : at],
    )


def _donors_left(shadow: Shadow, at: int) -> list[Item]:
    """Who gives in "the union's vote to approve a ... donation": the last body on the left of the clause."""
    left, _ = clause_bounds(shadow, at, at)
    bodies = [i for i in shadow.at(left, at, "O") if reference(i).entity]
    return bodies[-1:]


def _spent(page: Page, shadow: Shadow, last: Sequence[Fact]) -> Iterator[Fact]:
    for match in _SPENT.finditer(shadow.text):
        _, right = clause_bounds(shadow, *match.span())
        sums = _money(shadow, match.end(), right, ("spending", "donation", "other"))
        who = subject(shadow, match.start())
        side = _FOR_AGAINST.search(shadow.text, match.end(), right)
        if _NO_GIFT.search(shadow.text[match.end() : right]):
            continue
        people = [participant("beneficiary", i) for i in shadow.at(*span_of(side, "obj"), "P")] if side else []
        why = ""
        if side and re.match(r"against|oppos|attack|to (?:defeat|oppose|unseat|attack|stop)", side.group("side") or ""):
            people = [replace(p, role="opposed") for p in people]
        elif not people and last:
            gone = next((p for f in reversed(last) for p in f.participants if p.role == "beneficiary"), None)
            people, why = (
                ([Participant("beneficiary", gone.entity, None, "implied")], "for whom stands in an earlier sentence")
                if gone
                else ([], "")
            )
        status = _status(match.group("aux"), match.group("verb"))
        kind = "planned spending" if status in _PLANS else "independent expenditure"
        for giver in _donors(who, shadow):
            for amount in sums[:1]:
                for person in people:
                    yield _fact(
                        page,
                        shadow,
                        amount,
                        (participant("donor", giver), person),
                        status,
                        match.span("verb"),
                        kind,
                        why,
                    )


def _denied(page: Page, shadow: Shadow, donors: Sequence[str]) -> Iterator[Fact]:
    for match in _DENIED.finditer(shadow.text):
        bodies = shadow.at(match.start(), match.end(), "OC")
        who = main_subject(shadow)
        takers = [participant("recipient", i) for i in bodies if reference(i).how == "name"][:1]
        takers = takers or ([participant("recipient", who.items[0])] if who else [])
        giver = tuple(Participant("donor", one, None, "implied") for one in donors[:1])
        yield _fact(page, shadow, None, (*takers, *giver), "denied", match.span("verb"), "", "a denial")


def find_donations(page: Page) -> list[Fact]:
    """Every gift and every spending of a page. What a correction takes back is denied, whatever its sentence says."""
    found: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone == "related":
            continue
        here = list(_spent(page, shadow, found))
        for view in views(shadow):
            here += [*_given(page, view), *_by_noun(page, view), *_received(page, view)]
        donors = [str(f.role("donor")) for f in found if f.role("donor")]
        here += _denied(page, shadow, donors)
        if shadow.zone == "correction":
            here = [replace(fact, status="denied", why="taken back by a correction") for fact in here]
        found.extend(_distinct(here))
    return found


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.role("donor"), fact.role("recipient"), fact.role("beneficiary"), fact.amount, fact.status)
        kept.setdefault(key, fact)
    return list(kept.values())
