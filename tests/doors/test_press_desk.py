"""The press desk without script: what the review page shows, and every decision by a button or a form."""

import pytest

from hustings.core.values import Role
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.models import Fact
from hustings.rooms.press.queries import articles_of, facts_of, gazetteer_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong
from tests.rooms.press_facts import TEXT, finding, put, ten_findings

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora() -> house.Person:
    """Communications, with ten facts waiting."""
    house.fielded()
    who = {"cycle": CYCLE, "actor": house.ALL, "at": house.at()}
    for key, name in (("guild", "Dock Clerks Guild"), ("pilots", "Harbor Pilots Association")):
        enter_name(key=key, kind="Organization", name=name, aliases=[], role="union", **who)
    put(CYCLE, ten_findings())
    return house.as_role(Role.COMMUNICATIONS)


def at(number: int, verb: str = "accept") -> str:
    return here(f"press/fact/ART-1.FACT-{number}/{verb}/")


def shown(person: house.Person, path: str) -> str:
    return person.get(path).content.decode()


def last() -> dict:
    """What the latest publishable entry says."""
    return publishable_entries(cycle=CYCLE)[-1].body


def proposal(person: house.Person, number: int) -> dict:
    """The fields of the form as the page offers them."""
    form = person.get(at(number)).context["form"]
    return {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}


def test_the_page_shows_sentence_names_word_and_the_reckoning_of_the_date(cora):
    page = shown(cora, at(1))
    for words in (
        '<mark class="told mark-who">Dana Reyes</mark><small class="mark-word"> (candidate)</small>',
        '<mark class="told mark-trigger">met</mark><small class="mark-word"> (word)</small>',
        '<mark class="told mark-when">Monday</mark><small class="mark-word"> (when)</small>',
        "Monday before 2031-03-05",
        "Dana Reyes met the Dock Clerks Guild on 3 March 2031.",
        "1 of 10 that wait; 0 of 10 decided",
    ):
        assert words in page
    assert '<span class="mark-known">Ben Okafor</span>' in page


def test_a_fact_is_accepted_as_proposed_and_the_next_one_follows(cora):
    answer = cora.send(at(2), proposal(cora, 2))
    assert done(answer, at(3) + "?decided=FACT-2#fact")
    assert (last()["what"], last()["on"]) == (
        "The Dock Clerks Guild endorsed Dana Reyes on 4 March 2031.",
        "2031-03-04",
    )
    assert (last()["outcome"], last()["about"]) == ("given", ["CAND-1"])
    assert 'href="/staff/harbor-2031/press/fact/ART-1.FACT-2/"' in shown(cora, at(3) + "?decided=FACT-2")


def test_a_sentence_left_as_proposed_follows_a_corrected_day_and_status(cora):
    assert done(cora.send(at(1), proposal(cora, 1) | {"on": "2031-03-01", "status": "scheduled"}))
    assert last()["what"] == "Dana Reyes is to meet the Dock Clerks Guild on 1 March 2031."
    assert done(cora.send(at(3), proposal(cora, 3) | {"on": "2031-01", "what": "They met."}))
    assert (last()["what"], last()["on"]) == ("They met.", "2031-01")


def test_a_wrong_day_comes_back_with_what_was_typed(cora):
    answer = cora.send(at(1), proposal(cora, 1) | {"on": "Friday", "what": "They met at last."})
    assert wrong(answer, "on")
    assert "They met at last." in answer.content.decode()


def test_a_status_that_the_desk_has_no_word_for_is_kept_as_found(cora):
    odd = finding("Ben Okafor is against the new toll.", "position", "against", [], status="half-said")
    put(CYCLE, [odd], text=TEXT + " ", code="ART-2")
    form = cora.get(here("press/fact/ART-2.FACT-1/accept/")).context["form"]
    assert (form.initial["status"], "half-said" in dict(form.fields["status"].choices)) == ("half-said", True)


def test_a_statement_brings_its_words_and_its_speaker(cora):
    cora.send(at(7), proposal(cora, 7))
    assert (last()["quotation"], last()["speaker"]) == ("We will dredge the inner harbor", "Dana Reyes")


def test_a_rejection_takes_a_common_reason_by_its_number_or_own_words(cora):
    assert done(cora.post(at(9, "reject"), common="5"), at(10) + "?decided=FACT-9#fact")
    assert done(cora.post(at(8, "reject"), reason="It was another Marsh."))
    reasons = {one.code: one.reason for one in facts_of(cycle=CYCLE, state="rejected", actor=house.ALL)}
    assert reasons == {"FACT-9": "It does not belong to this contest.", "FACT-8": "It was another Marsh."}
    assert wrong(cora.post(at(1, "reject"), common="", reason=""), "reason")


def test_a_second_report_is_added_to_the_fact_that_it_tells_again(cora):
    cora.send(at(3), proposal(cora, 3))
    page = shown(cora, at(10))
    assert "Perhaps one event with a published fact" in page
    assert done(cora.post(at(10, "report"), to="ART-1.FACT-3"))
    assert (last()["fact"], last()["report"]) == ("ART-1.FACT-3", "ART-1.FACT-10")
    assert wrong(cora.post(at(1, "report"), to="ART-1.FACT-9"), "to")


def test_after_the_last_fact_the_article_is_shown(cora):
    Fact.objects.exclude(code="FACT-4").update(state="rejected", reason="x")
    assert done(cora.post(at(4, "reject"), common="1"), here("press/ART-1/"))


def test_a_decision_is_changed_in_the_open(cora):
    cora.send(at(1), proposal(cora, 1))
    cora.post(at(2, "reject"), common="1")
    decided = shown(cora, here("press/fact/ART-1.FACT-1/"))
    assert "It is on the record and stays there." in decided
    director = shown(house.as_role(Role.DIRECTOR), here("press/fact/ART-1.FACT-1/"))
    assert "Correct the entry" in director
    assert "Correct the entry" not in decided
    assert done(cora.post(at(2, "reopen")), at(2) + "#fact")
    assert refused(cora.post(at(1, "reopen")), "not-rejected")
    assert refused(cora.get(at(1)), "no-such-fact")


def test_a_name_is_known_after_one_click_and_the_article_is_read_again(cora):
    take_in_article(
        cycle=CYCLE, outlet="Bay Radio", published="2031-03-05", actor=house.ALL, at=house.at(),
        text="Dana Reyes met leaders of the Dock Clerks Guild on Monday.\n\nThe Crane Operators endorsed Dana Reyes.\n",
    )  # fmt: skip
    first = facts_of(cycle=CYCLE, article="ART-2", actor=house.ALL)[0].code
    path = here(f"press/fact/ART-2.{first}/know/")
    page = shown(cora, here(f"press/fact/ART-2.{first}/accept/"))
    assert 'name="written" value="Crane Operators"' in page
    assert "is a new body" in page
    assert done(cora.post(path, written="Crane Operators", whom="new-body"))
    known = {one.id: one.name for one in gazetteer_of(cycle=CYCLE).entities}
    assert known["crane-operators"] == "Crane Operators"
    told = [one.suggestion for one in facts_of(cycle=CYCLE, article="ART-2", actor=house.ALL)]
    assert "Crane Operators endorsed Dana Reyes." in told
    assert done(cora.post(path, written="the clerks", whom="guild"))
    assert refused(cora.post(path, written="the clerks", whom="pilots"), "alias-taken")
    assert wrong(cora.post(path, written="the clerks", whom="nobody"), "whom")


def test_a_new_person_of_the_same_surname_leaves_the_surname_to_whom_it_belongs(cora):
    path = at(1, "know")
    assert done(cora.post(path, written="Nora Reyes", whom="new-person"))
    known = {one.id: one.aliases for one in gazetteer_of(cycle=CYCLE).entities}
    assert known["nora-reyes"] == ("Nora Reyes",)
    assert known["CAND-1"] == ("Dana Reyes", "Reyes")
    assert refused(cora.post(at(1, "know"), written="Reyes", whom="new-body"), "alias-taken")


def test_the_day_of_publication_is_changed_and_every_date_moves(cora):
    take_in_article(
        cycle=CYCLE, outlet="Bay Radio", published="2031-03-05", actor=house.ALL, at=house.at(),
        text="Dana Reyes met leaders of the Dock Clerks Guild on Monday.\n",
    )  # fmt: skip
    assert done(cora.post(here("press/ART-2/published/"), published="2031-03-12"), here("press/ART-2/"))
    assert [one.day for one in facts_of(cycle=CYCLE, article="ART-2", actor=house.ALL)] == ["2031-03-10"]
    assert done(cora.post(here("press/ART-2/again/")), here("press/ART-2/"))


def test_what_is_about_crime_health_or_sex_is_counted_and_never_offered(cora):
    hidden = finding("Ben Okafor is against the new toll.", "legal", "against", [], withhold="crime")
    put(CYCLE, [hidden, *ten_findings()[:1]], text=TEXT + " ", code="ART-2")
    assert refused(cora.get(here("press/fact/ART-2.FACT-1/accept/")), "fact-not-offered")
    assert refused(cora.get(here("press/fact/ART-2.FACT-1/")), "fact-not-offered")
    assert "1 finding about crime, health or sex; it is never offered" in shown(cora, here("press/ART-2/"))
    assert "1 about crime, health or sex is kept back" in shown(cora, here("press/fact/ART-2.FACT-2/accept/"))


def test_a_fact_by_hand_about_crime_stands_beside_its_denial(cora):
    told = {
        "fact_type": "legal", "status": "happened", "what": "Ben Okafor was charged with fraud.", "on": "2031-02",
        "outlet": "Harbor Gazette", "outlet_on": "2031-02-03", "about": "CAND-2", "sensitive": "on",
    }  # fmt: skip
    assert refused(cora.post(here("press/add/"), **told), "denial-missing", kept="charged with fraud")
    assert done(cora.post(here("press/add/"), **told | {"denial": "He denies it."}), here("press/"))
    assert (last()["fact"], last()["denial"], last()["about"]) == ("ADDED-1", "He denies it.", ["CAND-2"])


def test_a_report_by_hand_adds_a_source_to_a_published_fact(cora):
    cora.send(at(1), proposal(cora, 1))
    told = {"status": "happened", "on": "2031-03-02", "outlet": "Bay Radio", "outlet_on": "2031-03-04"}
    path = here("press/add-report/")
    assert wrong(cora.post(path, to="ART-1.FACT-2", **told), "to")
    assert done(cora.post(path, to="ART-1.FACT-1", **told), here("press/"))
    assert (last()["fact"], last()["report"], last()["on"]) == ("ART-1.FACT-1", "ADDED-1", "2031-03-02")


def test_articles_without_facts_and_unknown_ones_say_what_to_do(cora):
    put(CYCLE, [], text="Nothing of note.", code="ART-2")
    assert "The reader found no fact in this article." in shown(cora, here("press/ART-2/"))
    assert refused(cora.get(here("press/ART-9/")), "no-such-article")
    assert refused(cora.get(here("press/ART-9/text/")), "no-such-article")
    assert [one.n_waiting for one in articles_of(cycle=CYCLE, actor=house.ALL)] == [0, 10]


def test_the_whole_text_is_for_staff_and_never_on_a_public_page(cora):
    assert "A busy week at the port." in shown(cora, here("press/ART-1/text/"))
    assert house.as_role(Role.BOARD).get(here("press/ART-1/text/")).status_code == 403
    cora.send(at(1), proposal(cora, 1))
    assert "leaders of the Dock Clerks Guild" not in str([entry.payload for entry in publishable_entries(cycle=CYCLE)])
