"""Every room says what to do first while it is empty, and its state, day and next step when it is not."""

import pytest

from hustings.core.projections.sentences import SENTENCES
from hustings.core.values import Role
from hustings.doors.cli.actions import declared
from hustings.doors.staff.order import VERBS
from tests.doors import house
from tests.doors.public.kept import keep
from tests.doors.public.reported import reported_entries
from tests.doors.staff.test_permissions import ROOMS

EMPTY = {
    "rules/": "No rulebook is adopted yet.",
    "candidates/": "No candidate is entered yet.",
    "invitations/": "Nothing is offered yet.",
    "roundtables/": "No roundtable is set yet.",
    "press/": "The press file is empty.",
    "roll/": "The roll of members is empty.",
    "questionnaires/": "No questionnaire yet.",
    "straw-polls/": "No straw poll yet.",
    "secret-polls/": "No secret poll yet.",
    "published-polls/": "No published poll is entered.",
    "board/": "No motion yet.",
    "statements/": "No statement yet.",
    "fund/": "No gift yet.",
    "endorsements/": "No endorsement is entered.",
    "letters/": "The outbox is empty.",
}


@pytest.mark.django_db
def test_an_empty_room_says_what_to_do_first() -> None:
    house.drafting()
    ines = house.as_role(Role.DIRECTOR)
    for path, says in EMPTY.items():
        page = ines.get(house.here(path)).content.decode()
        assert says in page, path
        assert 'class="empty"' in page, path


@pytest.mark.django_db
def test_every_page_of_a_rehearsal_is_stamped(tmp_path) -> None:
    house.polled(tmp_path)
    ines = house.as_role(Role.DIRECTOR)
    for path in ROOMS:
        response = ines.get(house.here(path))
        assert response.status_code == 200, path
        if path.endswith(".ics"):
            assert b"X-WR-CALNAME:REHEARSAL: " in response.content
        else:
            assert '<p class="stamp"><strong>REHEARSAL</strong>' in response.content.decode(), path
            assert "<title>REHEARSAL: " in response.content.decode(), path
            assert '<meta name="robots" content="noindex">' in response.content.decode(), path


@pytest.mark.django_db
def test_a_cycle_retold_from_sources_shows_every_room_and_asks_for_sources() -> None:
    house.open_house()
    cycle = keep(reported_entries())
    ines = house.as_role(Role.DIRECTOR)
    assert {path: ines.get(f"/staff/{cycle}/{path}").status_code for path in ROOMS} == dict.fromkeys(ROOMS, 200)
    overview = ines.get(f"/staff/{cycle}/")
    assert "Retold from public sources." in overview.content.decode()
    form = ines.get(f"/staff/{cycle}/candidates/add/").context["form"]
    assert list(form.fields)[-3:] == ["outlet", "outlet_on", "outlet_link"]


@pytest.mark.django_db
def test_things_have_pages_of_their_own(tmp_path) -> None:
    house.polled(tmp_path)
    ines = house.as_role(Role.DIRECTOR)
    things = {
        "candidates/CAND-1/": "dana@campaign.example",
        "invitations/CAND-2/": "Our calendar is full.",
        "roundtables/RT-1/": "Harbor Hall",
        "straw-polls/POLL-L1/": "0 of 3 locals",
        "record/0/": "Recorded",
    }
    for path, shows in things.items():
        assert shows in ines.get(house.here(path)).content.decode(), path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("candidates/CAND-9/", "no-such-candidate"),
        ("roundtables/RT-9/", "no-such-roundtable"),
        ("questionnaires/QNR-9/", "no-such-questionnaire"),
        ("board/MOT-9/", "no-such-motion"),
        ("fund/GIFT-9/", "no-such-gift"),
        ("statements/REL-9/", "no-such-release"),
        ("straw-polls/POLL-9/", "no-such-poll"),
        ("secret-polls/POLL-9/", "no-such-poll"),
        ("record/999/", "no-such-entry"),
    ],
)
def test_what_is_not_there_is_a_clear_page(path: str, code: str) -> None:
    house.called()
    response = house.as_role(Role.DIRECTOR).get(house.here(path))
    assert (response.status_code, f"<code>{code}</code>" in response.content.decode()) == (404, True)


def test_every_verb_of_a_cycle_has_words_on_the_desk() -> None:
    of_the_house = {"account.opened", "role.granted", "role.ended", "sign-in.issued", "sign-in.used", "roll.imported"}
    of_the_house |= {"reset.asked", "reset.agreed"}
    verbs = {row.records for row in declared() if row.records} - of_the_house
    assert verbs - SENTENCES.keys() - VERBS.keys() == set()
