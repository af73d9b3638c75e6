"""The second verifier's check of paper and hall ballots (docs/spec/bundle.md, section 7)."""

from collections.abc import Iterator

from tests.core.second_reader import Statement


def paper(read: list[Statement]) -> Iterator[str]:
    """The name of the check of each poll whose paper channel does not hold."""
    for poll in (one for one in read if one.verb == "ballot.declared"):
        told = [one for one in read if one.text("poll") == poll.text("poll") and one.verb.startswith("paper.")]
        announced = [one for one in told if one.verb == "paper.announced"]
        if announced and not channel_holds(poll, announced[0], told):
            yield f"{poll.text('poll')}: paper"


def channel_holds(poll: Statement, announced: Statement, told: list[Statement]) -> bool:
    n_paper, units = announced.number("n_paper") or 0, poll.objects("units")
    listed, eligible = (sum(whole(unit.get(key)) for unit in units) for key in ("n_credentials", "n_eligible"))
    sheets = counted([one for one in told if one.seq > announced.seq])
    places = [sheet.text("place") for sheet in sheets]
    return (
        announced.at < poll.text("opens_at")
        and (poll.number("least_eligible") is None or listed + n_paper <= eligible)
        and len(set(places)) == len(places)
        and set(places) <= set(announced.texts("places"))
        and all(sheet_holds(poll, sheet) for sheet in sheets)
        and sum(sheet.number("n_voters") or 0 for sheet in sheets) <= n_paper
    )


def counted(told: list[Statement]) -> list[Statement]:
    """The sheets of which, once they were entered, the last word is that they are confirmed."""
    return [one for one in told if one.verb == "paper.entered" and last_word(one, told) == "paper.confirmed"]


def last_word(sheet: Statement, told: list[Statement]) -> str:
    after = [one.verb for one in told if one.seq > sheet.seq and one.text("sheet") == sheet.text("sheet")]
    return next((verb for verb in reversed(after) if verb in ("paper.confirmed", "paper.withdrawn")), "")


def sheet_holds(poll: Statement, sheet: Statement) -> bool:
    counts = {answer: votes for answer, votes in sheet.object("counts").items() if type(votes) is int}
    ballots = sum(counts.values()) + (sheet.number("n_spoilt") or 0)
    in_time = sheet.at >= poll.text("closes_at")
    return in_time and set(counts) == set(poll.texts("answers")) and ballots == (sheet.number("n_voters") or 0)


def whole(value: object) -> int:
    return value if type(value) is int else 0
