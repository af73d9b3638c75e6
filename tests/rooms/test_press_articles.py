"""Reading an article again, names in one click, a rejection taken back, and what rejections teach."""

import json

import pytest
from django.conf import settings

from hustings.core.values import Actor, NotADay, Role
from hustings.doors.cli.press_regressions import regressions
from hustings.ground.record.queries import publishable_entries, staff_entries
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.facts import accept_fact, reject_fact
from hustings.rooms.press.actions.rereading import add_alias, read_again, reopen_fact, set_published
from hustings.rooms.press.models import Fact, Name
from hustings.rooms.press.queries import facts_of, gazetteer_of
from hustings.rooms.press.refusals import (
    AliasTaken,
    FactNotOffered,
    NoChangeOfDay,
    NoSuchArticle,
    NoSuchFact,
    NoSuchName,
    NotRejected,
)
from hustings.rooms.press.regression_file import lines_in_tables, place_of
from hustings.rooms.press.regressions import ELSEWHERE, NOT_SAID, NotALine, verdicts
from hustings.rooms.press.review import review_of, whole_text

WRITER = Actor("communications-1", frozenset({Role.COMMUNICATIONS}))
TEXT = """Alma Reyes met with leaders of the Dock Clerks Guild on Monday.

The Dock Clerks Guild endorsed Reyes on Tuesday.

The Crane Operators Brotherhood endorsed Alma Reyes.

Reyes was convicted of fraud in 2019, a charge she has always denied.
"""


@pytest.fixture
def who(called, at) -> dict:
    return {"cycle": called, "actor": WRITER, "at": at}


@pytest.fixture
def article(who) -> str:
    enter_name(key="reyes", kind="Person", name="Alma Reyes", aliases=["Reyes"], role="candidate", **who)
    enter_name(key="guild", kind="Organization", name="Dock Clerks Guild", aliases=[], role="union", **who)
    return take_in_article(outlet="Harbor Daily", text=TEXT, published="2031-03-05", **who)


def offered(cycle: str) -> dict[str, tuple[str, str, str]]:
    """Code → kind, day and state of every fact that is offered."""
    return {one.code: (one.type, one.day, one.state) for one in facts_of(cycle=cycle, actor=WRITER)}


def code_of(cycle: str, kind: str) -> str:
    return next(code for code, (type_, _, _) in offered(cycle).items() if type_ == kind)


def test_a_new_day_of_publication_moves_every_relative_date(article, called, who):
    before = offered(called)
    assert {day for kind, day, _ in before.values() if kind == "meeting"} == {"2031-03-03"}
    set_published(article=article, published="2031-03-12", **who)
    after = offered(called)
    assert list(after) == list(before)
    assert {day for kind, day, _ in after.values() if kind == "meeting"} == {"2031-03-10"}
    with pytest.raises(NoChangeOfDay):
        set_published(article=article, published="2031-03-12", **who)
    with pytest.raises(NotADay):
        set_published(article=article, published="Friday", **who)


def test_reading_again_leaves_decisions_alone_and_says_which_now_read_otherwise(article, called, who):
    met = code_of(called, "meeting")
    accept_fact(article=article, fact=met, what="They met.", on="2031-03-03", **who)
    changed = set_published(article=article, published="2031-03-12", **who)
    assert (changed.n_new, changed.n_gone, changed.differs) == (0, 0, (met,))
    assert offered(called)[met] == ("meeting", "2031-03-03", "accepted")
    (published,) = [entry.body["on"] for entry in publishable_entries(cycle=called) if entry.verb == "fact.published"]
    assert published == "2031-03-03"


def test_a_name_that_is_learnt_brings_its_facts(article, called, who):
    before = offered(called)
    enter_name(key="cranes", kind="Organization", name="Crane Operators Brotherhood", aliases=[], role="union", **who)
    changed = read_again(article=article, **who)
    endorsers = {one.participants[0][1] for one in facts_of(cycle=called, actor=WRITER) if one.type == "endorsement"}
    assert "the Crane Operators Brotherhood" in endorsers
    assert changed.n_gone == 0
    assert set(before) <= set(offered(called))


def test_facts_that_are_not_found_again_are_replaced_and_kept(article, called, who):
    n_before, n_offered = Fact.objects.count(), len(offered(called))
    Name.objects.filter(key="guild").delete()
    changed = read_again(article=article, **who)
    assert changed.n_gone > 0
    assert Fact.objects.count() == n_before + changed.n_new
    assert len(offered(called)) == n_offered + changed.n_new - changed.n_gone
    gone = Fact.objects.filter(state="replaced").first()
    with pytest.raises(NoSuchFact):
        review_of(cycle=called, article=article, fact=gone.code, actor=WRITER)


def test_a_rejected_fact_comes_back_only_when_it_names_somebody_else(article, called, who):
    endorsed = code_of(called, "endorsement")
    reject_fact(article=article, fact=endorsed, reason=NOT_SAID, **who)
    assert read_again(article=article, **who).n_new == 0
    Name.objects.filter(key="guild").update(key="another-guild")
    assert read_again(article=article, **who).n_new == 1
    assert offered(called)[endorsed][2] == "rejected"


def test_an_alias_belongs_to_one_and_candidates_can_have_more(article, called, who):
    add_alias(key="guild", alias="the  clerks", **who)
    known = {one.id: one.aliases for one in gazetteer_of(cycle=called).entities}
    assert known["guild"] == ("Dock Clerks Guild", "the clerks")
    with pytest.raises(AliasTaken):
        add_alias(key="reyes", alias="the clerks", **who)
    with pytest.raises(NoSuchName):
        add_alias(key="nobody", alias="the pilots", **who)
    with pytest.raises(NoSuchArticle):
        read_again(article="ART-9", **who)


def test_a_rejection_is_taken_back_and_both_are_on_the_record_for_staff(article, called, who):
    met = code_of(called, "meeting")
    reject_fact(article=article, fact=met, reason="another Reyes", **who)
    reopen_fact(article=article, fact=met, **who)
    assert offered(called)[met][2] == "waiting"
    verbs = [entry.payload["verb"] for entry in staff_entries(cycle=called, actor=WRITER)]
    assert verbs[-2:] == ["fact.rejected", "fact.reopened"]
    assert lines_in_tables(called) == ""
    with pytest.raises(NotRejected):
        reopen_fact(article=article, fact=met, **who)


def test_the_regression_file_is_written_after_commit_and_is_exactly_what_the_tables_say(
    article, called, who, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reject_fact(article=article, fact=code_of(called, "meeting"), reason=NOT_SAID, **who)
        reject_fact(article=article, fact=code_of(called, "endorsement"), reason=ELSEWHERE, **who)
    file = place_of(called)
    assert file.is_relative_to(settings.CONFIG.files)
    assert file.stat().st_mode & 0o077 == 0
    regressions(out=tmp_path / "rebuilt.jsonl")
    assert file.read_text() == lines_in_tables(called) == (tmp_path / "rebuilt.jsonl").read_text()
    first, second = (json.loads(line) for line in file.read_text().splitlines())
    assert (first["fact"], first["reason"]) == (f"{called}/ART-1.{code_of(called, 'meeting')}", NOT_SAID)
    start, end = first["place"]
    assert first["text"][start:end].startswith("Alma Reyes met with leaders")
    assert [one["name"] for one in first["names"]] == ["Dock Clerks Guild", "Alma Reyes"]
    assert second["reason"] == ELSEWHERE


def test_a_check_says_which_rejected_facts_the_reader_would_still_find(article, called, who, tmp_path, capsys):
    reject_fact(article=article, fact=code_of(called, "meeting"), reason=NOT_SAID, **who)
    reject_fact(article=article, fact=code_of(called, "endorsement"), reason=ELSEWHERE, **who)
    text = lines_in_tables(called)
    assert [(one.found, one.fault) for one in verdicts(text)] == [(True, True), (True, False)]
    fixed = text.replace("met with leaders", "was seen near the leaders")
    assert [one.found for one in verdicts(fixed)] == [False, True]
    file = tmp_path / "rejected.jsonl"
    file.write_text(fixed)
    regressions(check=file)
    assert "0 of 2 rejected facts would still be found." in capsys.readouterr().out
    with pytest.raises(NotALine, match="Line 1"):
        list(verdicts('{"fact": "ART-1.FACT-1"}\n'))


def test_what_is_kept_back_can_be_neither_looked_at_nor_decided(article, called):
    hidden = Fact.objects.filter(state="kept back").first()
    with pytest.raises(FactNotOffered):
        review_of(cycle=called, article=article, fact=hidden.code, actor=WRITER)


def test_the_whole_text_is_shown_letter_for_letter(article, called):
    whole = whole_text(cycle=called, article=article, part=7, actor=WRITER)
    assert "".join(piece.text for piece in whole.pieces.pieces) == TEXT
    assert (whole.part, whole.n_parts) == (1, 1)
