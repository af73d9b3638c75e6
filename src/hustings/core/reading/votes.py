"""Votes and polls: who decided by vote, and what a poll of members or voters found."""

from collections.abc import Iterator

from hustings.core.reading.facts import CLEAR, LOOK, Count, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.spans import cut
from hustings.core.reading.subjects import subject

_VOTED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>approved|ratified|(?:voted?|split|divided)(?: (?:unanimously|narrowly|"
    r"overwhelmingly|<K>|\d+|to|[-–]|\d+[-–]\d+|<K>[-–](?:<K>|\d+)|on <D>|<D>))* (?:to|for|against|in favou?r|"
    r"on whether)\b|(?:split|divided) (?:<K>|\\d+)(?:-| to )(?:<K>|\\d+)|rejected|authori[sz]ed|adopted)"
    r"(?: (?:[\w'-]+ ){0,4}?(?P<what><M>|gifts?|donations?|contributions?|endorsements?|motion|resolution|"
    r"recommendation|endorse|approve|back|support|give|authori[sz]e|plan|contract))?"
)
_VOTE_OF = rule(
    r"(?P<subj><O>|[Tt]he board)'s? (?P<verb>vote) to (?P<what>approve|endorse|back|support|authori[sz]e|"
    r"reject|give|donate)"
)
_SCORE = Late(
    r"(?<![\w$£€.,-])(?P<for>\d{1,3}(?:,\d{3})*(?:\.\d+)?)(?: percent| per cent|%)?(?: votes?)?(?: to | ?[-–] ?|-to-)"
    r"(?P<against>\d{1,3}(?:,\d{3})*(?:\.\d+)?)(?![\w-])(?!,\d)(?P<share>(?: percent| per cent|%)?)"
)
_BOARD = Late(r"\b[Tt]he (?:(?:general |executive |union |union's )*board|delegates|members|membership|convention)$")
_POLL = rule(r"\b(?P<verb>poll(?:s|ed|ing)?|surveys?|surveyed|straw polls?|questionnaires?)\b")
_SHARE = Late(r"(?P<share>\d{1,2}(?:\.\d+)?)(?: percent| per cent|%)")


def _outcome(page: Page, shadow: Shadow, verb: str, at: int) -> tuple[str, Count | None]:
    """ "24-3" with the count in favour, or approved or rejected where no score is written."""
    start, stop = shadow.source(at, at + 1)[0], shadow.sentence.end
    score = _SCORE.search(page.text, start, stop)
    if score is None:
        return ("rejected" if verb.startswith("reject") or verb.endswith("against") else "approved"), None
    percent = "%" in score.group() or "percent" in score.group() or "per cent" in score.group()
    share = float(score.group("for").replace(",", ""))
    end = score.end("for") + (8 if page.text[score.end("for") :].startswith(" percent") else 0)
    count = Count(
        cut(page.text, score.start("for"), end),
        round(share / 100, 4) if percent else int(share),
        "share" if percent else "votes",
    )
    return f"{score.group('for')}-{score.group('against')}", count


def _voted(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _VOTED.finditer(shadow.text):
        plain = match.group("verb").split()[0]
        if plain in ("approved", "rejected", "adopted", "authorized", "authorised", "ratified") and not match.group(
            "what"
        ):
            continue
        status = status_of(match.group("aux"), match.group("verb"))
        who = subject(shadow, match.start())
        voter = _voter(page, shadow, who.items[0] if who else None, match.start())
        if voter is None or status not in ("happened", "scheduled", "expected", "not_happened"):
            continue
        yield _fact(page, shadow, voter, status, match.span("verb"), match.group("verb"))
    for match in _VOTE_OF.finditer(shadow.text):
        items = shadow.at(*match.span("subj"), "O")
        if items:
            yield _fact(
                page, shadow, participant("voter", items[0]), "happened", match.span("verb"), match.group("what")
            )


def _voter(page: Page, shadow: Shadow, item: Item | None, at: int) -> Participant | None:
    if item is not None and item.kind in "OP" and reference(item).entity:
        return participant("voter", item)
    board = _BOARD.search(shadow.text[:at].rstrip())
    if board and page.focus:
        return Participant("voter", page.focus, page.quoted(shadow, *board.span()), "implied")
    return None


def _fact(page: Page, shadow: Shadow, voter: Participant, status: str, trigger: tuple[int, int], verb: str) -> Fact:
    outcome, count = _outcome(page, shadow, verb, trigger[0])
    named = voter.how == "name" and shadow.zone not in ("headline", "related", "correction")
    return Fact(
        type="vote",
        status=status,
        tier=CLEAR if named else LOOK,
        participants=(voter,),
        trigger=page.quoted(shadow, *trigger),
        evidence=(page.quoted(shadow, 0, len(shadow.text)),),
        outcome=outcome if status == "happened" else "",
        time=dated(shadow, *trigger),
        count=count,
        zone=shadow.zone,
        why="" if named else "the voter is not named here",
    )


_CHOSEN_BY_VOTE = rule(
    r"(?P<subj><O>),? which (?P<verb>chose|picked|endorsed|backed) <P>[^.;]{0,60}\bby a (?:vote|margin) of\b"
)


def _polled(page: Page, shadow: Shadow) -> Iterator[Fact]:
    match = _POLL.search(shadow.text)
    shares = list(_SHARE.finditer(shadow.text))
    if match is None or not shares:
        return
    bodies = [participant("organization", i) for i in shadow.at(0, len(shadow.text), "O") if reference(i).entity]
    people = [
        participant("subject", i) for i in shadow.at(0, len(shadow.text), "P") if reference(i).role in ("candidate", "")
    ]
    first = shares[0]
    yield Fact(
        type="poll",
        status="happened",
        tier=LOOK,
        participants=(*bodies[:1], *people),
        trigger=page.quoted(shadow, *match.span("verb")),
        evidence=(page.quoted(shadow, 0, len(shadow.text)),),
        time=dated(shadow, *match.span("verb")),
        count=Count(page.quoted(shadow, *first.span()), round(float(first.group("share")) / 100, 4), "share"),
        zone=shadow.zone,
        why="a poll is not a decision; check which number belongs to whom",
    )


def find_votes(page: Page) -> list[Fact]:
    """Every vote and poll of a page."""
    found: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone in ("correction", "related"):
            continue
        polled = list(_polled(page, shadow))
        found.extend(polled)
        if not polled:
            found.extend(_voted(page, shadow))
            for match in _CHOSEN_BY_VOTE.finditer(shadow.text):
                voter = participant("voter", shadow.at(*match.span("subj"))[0])
                found.append(_fact(page, shadow, voter, "happened", match.span("verb"), match.group("verb")))
    return found
