"""The overview of a cycle: phase, next date, what waits for whom, what changed since one was last here."""

from datetime import UTC, date, datetime

import pytest

from hustings.core.values import Role
from hustings.rooms.cycles.actions import move_date
from hustings.rooms.publication.actions import publish
from tests.doors import house


def waiting(role: Role) -> tuple[list[str], list[str]]:
    """What waits for the person of this role, and what for others."""
    context = house.as_role(role).get(house.here("")).context
    return tuple([item["what"] for item in context[name]["items"]] for name in ("yours", "others"))  # type: ignore[return-value]


@pytest.mark.django_db
def test_a_new_cycle_waits_for_its_rulebook() -> None:
    house.drafting()
    assert waiting(Role.DIRECTOR) == (["Adopt the rulebook", "Publish: 1 new entry"], [])
    yours, others = waiting(Role.TREASURER)
    assert (yours, others) == ([], ["Adopt the rulebook", "Publish: 1 new entry"])


@pytest.mark.django_db
def test_after_the_call_it_waits_for_candidates_and_terms() -> None:
    house.called()
    yours, _others = waiting(Role.DIRECTOR)
    assert yours[:2] == ["Enter the first candidate", "Fix what every candidate is offered"]


@pytest.mark.django_db
def test_who_is_not_invited_yet_is_named() -> None:
    house.fielded()
    assert "Invite Ben Okafor, Dana Reyes, Lena Marsh" in waiting(Role.OFFICER)[0]


@pytest.mark.django_db
def test_a_silent_campaign_waits_for_others_until_the_deadline_and_is_overdue_afterwards() -> None:
    house.invited()
    others = house.as_role(Role.DIRECTOR).get(house.here("")).context["others"]["items"]
    (silent,) = [task for task in others if "Lena Marsh" in task["what"]]
    assert (silent["by"], silent["who"]) == (house.DEADLINE, "campaign of Lena Marsh")
    assert "status" not in silent
    house.set_clock(datetime(2031, 4, 2, tzinfo=UTC))
    others = house.as_role(Role.DIRECTOR).get(house.here("")).context["others"]["items"]
    (silent,) = [task for task in others if "Lena Marsh" in task["what"]]
    assert silent["status"] == "overdue"


@pytest.mark.django_db
def test_who_accepted_waits_for_a_roundtable_and_then_for_its_outcome(tmp_path) -> None:
    house.invited()
    assert "Set the roundtable with Dana Reyes" in waiting(Role.DIRECTOR)[0]


@pytest.mark.django_db
def test_the_soonest_comes_first_and_at_most_five_are_shown(tmp_path) -> None:
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 5, 2, 12, tzinfo=UTC))
    page = house.as_role(Role.DIRECTOR).get(house.here(""))
    yours = page.context["yours"]["items"]
    assert [task["what"] for task in yours][:2] == [
        "Enter what came of the roundtable with Dana Reyes",
        "Close the straw poll POLL-L1",
    ]
    assert page.content.decode().count('class="waiting-what"') <= 10
    assert "Freeze the roll of members" in waiting(Role.ELECTION_OFFICER)[0]


@pytest.mark.django_db
def test_a_moved_date_shows_the_day_before_and_the_reason() -> None:
    house.called()
    move_date(
        cycle=house.CYCLE, key="replies-due", to=date(2031, 4, 8), reason="Easter.", actor=house.ALL, at=house.at()
    )
    coming = house.as_role(Role.DIRECTOR).get(house.here("")).context["next_date"]
    assert (coming["what"], coming["at"]) == ("Answers of the candidates are due", date(2031, 4, 8))
    assert coming["moved"] == {"before": date(2031, 4, 1), "reason": "Easter."}


@pytest.mark.django_db
def test_what_was_entered_since_the_last_visit_is_listed_and_stays_for_the_whole_session() -> None:
    house.called()
    ines = house.as_role(Role.DIRECTOR)
    ines.get(house.here(""))
    move_date(
        cycle=house.CYCLE, key="decision", to=date(2031, 9, 2), reason="The hall.", actor=house.ALL, at=house.at()
    )
    kept = {name: morsel.value for name, morsel in ines.client.cookies.items() if name.startswith("seen-")}
    later = house.as_role(Role.DIRECTOR)
    later.client.cookies.load(kept)
    for _visit in range(2):
        changes = later.get(house.here("")).context["changes"]
        assert [change["what"] for change in changes] == [
            "The board decides: moved from 1 September 2031 to 2 September 2031. Reason: The hall."
        ]


@pytest.mark.django_db
def test_another_account_cannot_use_the_mark_of_a_last_visit() -> None:
    house.called()
    ines = house.as_role(Role.DIRECTOR)
    ines.get(house.here(""))
    omar = house.as_role(Role.OFFICER)
    omar.client.cookies.load({name: morsel.value for name, morsel in ines.client.cookies.items() if "seen-" in name})
    assert len(omar.get(house.here("")).context["changes"]) > 0


@pytest.mark.django_db
def test_after_a_publication_nothing_waits_to_be_published() -> None:
    house.called()
    publish(cycle=house.CYCLE, actor=house.ALL, at=house.at())
    assert [what for what in waiting(Role.DIRECTOR)[0] if what.startswith("Publish")] == []
