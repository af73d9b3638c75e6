"""What the press said of the roundtables: invented outlets that agree, contradict each other and follow a plan up."""

from datetime import datetime

from hustings.core.values import Actor, Source
from hustings.demo.rehearsal.people import CYCLE, Stage, day
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.endorsements.actions import enter_endorsement
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.facts import accept_fact, add_fact, add_report, reject_fact
from hustings.rooms.press.queries import FactView, facts_of, likely_same

COURIER, RADIO, GUILD = "Quay City Courier", "Tideway Radio", "Dock Clerks Guild"
UNION, CIRCLE = "United Wharf and Road Workers", "Crane Drivers' Circle"

FIRST = """QUAY CITY, April 9, 2026 - Alma Reyes met with leaders of the United Wharf and Road Workers on Wednesday.

"We had a frank talk about pensions," Reyes said.

The Dock Clerks Guild endorsed Reyes last week. The guild has 40,000 members.

Bo Lindqvist will meet with the United Wharf and Road Workers on Friday, his campaign said.

Carys Whitcombe will meet with the Dock Clerks Guild on April 16.

Dario Okonjo will meet with the Dock Clerks Guild on April 20.

Two clerks of the guild were charged with fraud in March; both deny it.
"""

SECOND = """QUAY CITY, April 10, 2026 - Alma Reyes met with leaders of the United Wharf and Road Workers on Thursday.

The Dock Clerks Guild has 42,000 members. The Dock Clerks Guild endorsed Reyes last week.
"""

RELEASE = """QUAY CITY, April 17, 2026 - The Dock Clerks Guild endorsed Alma Reyes on April 3.

Carys Whitcombe met with the Dock Clerks Guild on Thursday.
"""

SENTENCES = {
    ("meeting", "Alma Reyes"): "Alma Reyes met leaders of the union.",
    ("endorsement", "Alma Reyes"): "The Dock Clerks Guild endorsed Alma Reyes.",
    ("headcount", GUILD): "The Dock Clerks Guild gave its number of members.",
    ("meeting", "Carys Whitcombe"): "Carys Whitcombe and the Dock Clerks Guild: a meeting was announced.",
    ("meeting", "Dario Okonjo"): "Dario Okonjo and the Dock Clerks Guild: a meeting was announced.",
}
AGAIN = {("meeting", "Carys Whitcombe"): "Carys Whitcombe met the Dock Clerks Guild."}
"""Sentences of the reviewer, by kind and by who takes part; for reports that follow a fact up, a new one."""


def play(stage: Stage) -> None:
    """Two outlets tell the same days differently; one candidate claims what nobody confirms."""
    writer, at = stage["communications"], day(4, 15)
    for key, name in (("uwrw", UNION), ("guild", GUILD)):
        enter_name(cycle=CYCLE, key=key, kind="Organization", name=name, aliases=[], role="union", actor=writer, at=at)
    for outlet, published, text in ((COURIER, "2026-04-09", FIRST), (RADIO, "2026-04-10", SECOND)):
        _review(outlet, published, text, writer, at)
    enter_endorsement(
        cycle=CYCLE,
        endorser=GUILD,
        level="national",
        endorsee="Alma Reyes",
        outcome="endorsed",
        on="2026-04",
        what="The guild's council endorsed Alma Reyes.",
        sources=[Source(COURIER, "2026-04-09")],
        actor=stage["director"],
        at=at,
    )
    _claim(writer, at)


def play_later(stage: Stage) -> None:
    """The guild's own release: the endorsement in its own word, and a meeting that had been announced."""
    _review(GUILD, "2026-04-17", RELEASE, stage["communications"], day(4, 18))


def _review(outlet: str, published: str, text: str, writer: Actor, at: datetime) -> None:
    article = take_in_article(cycle=CYCLE, outlet=outlet, published=published, text=text, actor=writer, at=at)
    for fact in facts_of(cycle=CYCLE, article=article, state="waiting", actor=writer):
        if fact.type == "meeting" and "Bo Lindqvist" in _names(fact):
            reason = "Our own calendar is the better source."
            reject_fact(cycle=CYCLE, article=article, fact=fact.code, reason=reason, actor=writer, at=at)
        else:
            _tell(article, fact, writer, at)


def _tell(article: str, fact: FactView, writer: Actor, at: datetime) -> None:
    """Accept a fact, or add it to the one that it tells again; what no sentence was written for stays waiting."""
    known = next((pair for pair in SENTENCES if pair[0] == fact.type and pair[1] in _names(fact)), None)
    if known is None:
        return
    same = [each.fact for each in likely_same(cycle=CYCLE, article=article, fact=fact.code, actor=writer)]
    if same:
        add_report(
            cycle=CYCLE,
            article=article,
            fact=fact.code,
            to=same[0],
            what=AGAIN.get(known, ""),
            on=fact.day,
            actor=writer,
            at=at,
        )
    else:
        accept_fact(
            cycle=CYCLE, article=article, fact=fact.code, what=SENTENCES[known], on=fact.day, actor=writer, at=at
        )


def _claim(writer: Actor, at: datetime) -> None:
    codes = {candidate.name: candidate.code for candidate in candidates_of(cycle=CYCLE)}
    add_fact(
        cycle=CYCLE,
        fact_type="endorsement",
        status="happened",
        outcome="given",
        what="The campaign of Bo Lindqvist said that the Crane Drivers' Circle endorsed him.",
        on="2026-04",
        sources=[Source(RADIO, "2026-04-10", standing="who gains")],
        about=[codes["Bo Lindqvist"]],
        who=[("endorser", CIRCLE), ("endorsee", "Bo Lindqvist")],
        actor=writer,
        at=at,
    )


def _names(fact: FactView) -> str:
    return "; ".join(name for _role, name in fact.participants)
