"""Members' questions: proposed within bounds, read by staff with a trail, supported once each, closed for good."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from hustings.core.canonical import sha256_hex
from hustings.core.phases import FIELDING, OPEN, Phase
from hustings.core.typed import TextMissing, TextTooLong
from hustings.core.values import Actor, Role
from hustings.ground.clock import now
from hustings.ground.record.actions import shift_clock
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import staff_entries
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.questions.actions.collecting import (
    close_questions,
    move_closing,
    open_questions,
    propose_question,
)
from hustings.rooms.questions.actions.reading import (
    READERS,
    decline_question,
    merge_questions,
    part_question,
    publish_question,
)
from hustings.rooms.questions.models import Proposal, Support
from hustings.rooms.questions.queries import Own, collection_of, list_for, question_of, questions_of, similar_to
from hustings.rooms.questions.refusals import (
    AlreadySupported,
    AlreadyWaiting,
    ClosesTooEarly,
    CollectionClosed,
    CollectionExists,
    MergedWithItself,
    NoCollection,
    NoSuchQuestion,
    NotAMember,
    NotOpenTo,
    NotSupported,
    NoVoice,
    StatusUnknown,
    TooLike,
    TooManyProposals,
    VoiceKeyMissing,
)
from hustings.rooms.questions.tasks import close_due_collections
from hustings.rooms.questions.voices import key_path, support, withdraw
from tests.databases import FreshDatabase
from tests.rooms.asking import (
    CLOSES,
    CRANES,
    PENSIONS,
    SCHOOLS,
    keep_files_in,
    member,
    open_collection,
    propose,
    publish,
)
from tests.rooms.harbor import DAY, bodies
from tests.rooms.races import AT, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import only, refuses


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    keep_files_in(tmp_path, settings)


@pytest.fixture
def asking(hearing: str) -> str:
    """Questions are taken from active members until 1 May."""
    return open_collection(hearing)


class TestTaking:
    def test_the_opening_says_until_when_from_whom_how_many_and_by_which_rule_they_are_ordered(
        self, asking: str
    ) -> None:
        assert bodies(asking, "questions.opened") == [
            {"closes_at": "2031-05-01T12:00:00Z", "n_each": 3, "statuses": ["active"], "rule": "phragmen/1"}
        ]
        view = collection_of(cycle=asking)
        assert view.taking(CLOSES - timedelta(seconds=1))
        assert not view.taking(CLOSES)

    def test_it_is_opened_once_for_a_time_that_lies_ahead_and_for_statuses_of_the_roll(self, hearing: str) -> None:
        told: dict[str, Any] = {"cycle": hearing, "closes_at": CLOSES, "actor": DIRECTOR, "at": AT}
        refuses(ClosesTooEarly, open_questions, **told | {"closes_at": AT})
        refuses(StatusUnknown, open_questions, **told, statuses=["active", "friend"])
        refuses(StatusUnknown, open_questions, **told, statuses=[])
        open_questions(**told)
        refuses(CollectionExists, open_questions, **told)

    def test_the_closing_time_moves_with_a_reason_and_both_times_stay_visible(self, asking: str) -> None:
        told: dict[str, Any] = {"cycle": asking, "actor": DIRECTOR, "at": AT}
        refuses(ReasonMissing, move_closing, **told, to=CLOSES + DAY, reason=" ")
        refuses(NoChange, move_closing, **told, to=CLOSES, reason="So.")
        move_closing(**told, to=CLOSES + DAY, reason="The ferry strike.")
        assert bodies(asking, "questions.closing-moved") == [
            {"was": "2031-05-01T12:00:00Z", "now": "2031-05-02T12:00:00Z", "reason": "The ferry strike."}
        ]

    def test_before_the_opening_and_after_the_closing_nothing_is_taken(self, hearing: str) -> None:
        refuses(NoCollection, propose_question, cycle=hearing, text=PENSIONS, actor=member(1), at=AT)
        open_collection(hearing)
        late: dict[str, Any] = {"cycle": hearing, "actor": member(1), "at": CLOSES}
        refuses(CollectionClosed, propose_question, **late, text=PENSIONS)
        refuses(CollectionClosed, support, **late, question="Q-1")

    def test_closing_counts_the_voices_and_destroys_the_key_so_that_no_voice_can_be_made_again(
        self, asking: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        publish(asking, 1, PENSIONS, 2, 3)
        declined = propose(asking, 4, CRANES)
        decline_question(cycle=asking, question=declined, reason="Not for this office.", actor=DIRECTOR, at=AT)
        assert key_path(asking).stat().st_mode & 0o777 == 0o600
        told: dict[str, Any] = {"cycle": asking, "actor": DIRECTOR}
        refuses(ReasonMissing, close_questions, **told, at=AT)
        with django_capture_on_commit_callbacks(execute=True):
            assert close_questions(**told, at=CLOSES) == 4
        numbers = {"n_proposed": 2, "n_declined": 1, "n_voices": 4}
        assert bodies(asking, "questions.closed") == [{"closes_at": "2031-05-01T12:00:00Z"} | numbers]
        assert not key_path(asking).exists()
        refuses(CollectionClosed, close_questions, **told, at=CLOSES)
        refuses(CollectionClosed, move_closing, **told, to=CLOSES + DAY, reason="More.", at=CLOSES)

    def test_the_timer_closes_what_is_over_and_nothing_else(
        self, asking: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        seconds = int((CLOSES - now()).total_seconds())
        shift_clock(cycle=asking, seconds=seconds - 60, actor=DIRECTOR, at=AT)
        assert close_due_collections() == ()
        shift_clock(cycle=asking, seconds=seconds + 60, actor=DIRECTOR, at=AT)
        with django_capture_on_commit_callbacks(execute=True):
            assert close_due_collections() == (asking,)
        assert not key_path(asking).exists()
        assert close_due_collections() == ()

    def test_without_its_key_no_voice_is_taken_rather_than_a_second_one(self, asking: str) -> None:
        key_path(asking).unlink()
        refusal = refuses(VoiceKeyMissing, propose_question, cycle=asking, text=PENSIONS, actor=member(1), at=AT)
        assert refusal.facts == {"file": "voices/harbor-2031.key"}


class TestProposing:
    def test_a_question_waits_until_staff_have_read_it_and_only_its_digest_is_entered(self, asking: str) -> None:
        assert propose(asking, 1, f"  {PENSIONS}\n") == "Q-1"
        assert bodies(asking, "question.proposed") == []
        kept = [entry.payload for entry in staff_entries(cycle=asking, actor=DIRECTOR)][-1]
        assert kept is not None
        assert kept["body"] == {"question": "Q-1", "text_digest": sha256_hex(PENSIONS.encode())}
        assert (kept["role"], kept["visibility"]) == ("member", "staff")
        seen = list_for(cycle=asking, actor=member(2), at=AT)
        assert (seen.listed, seen.own, seen.n_left) == ((), (), 3)
        assert list_for(cycle=asking, actor=member(1), at=AT).own == (Own("Q-1", PENSIONS, "", "waiting", "", ""),)

    def test_each_member_proposes_so_many_and_another_link_of_hers_gives_no_more(self, hearing: str) -> None:
        open_collection(hearing, n_each=2)
        propose(hearing, 1, PENSIONS)
        propose(hearing, 1, CRANES)
        again = Actor("LINK-77", frozenset({Role.MEMBER}), "0001")
        refusal = refuses(TooManyProposals, propose_question, cycle=hearing, text=SCHOOLS, actor=again, at=AT)
        assert refusal.message == "You have proposed 2 questions; that is as many as each member may."
        assert list_for(cycle=hearing, actor=member(1), at=AT).n_left == 0

    def test_who_is_not_an_active_member_on_the_roll_has_no_voice(self, asking: str) -> None:
        told: dict[str, Any] = {"cycle": asking, "text": PENSIONS, "at": AT}
        refuses(NotAMember, propose_question, **told, actor=member(99))
        retired = refuses(NoVoice, propose_question, **told, actor=member(9))
        assert retired.facts == {"statuses": "active", "status": "retired"}
        refuses(NotAllowed, support, cycle=asking, question="Q-1", actor=DIRECTOR, at=AT)
        nobody = Actor("LINK-1", frozenset({Role.MEMBER}))
        refuses(NotAllowed, propose_question, **told, actor=nobody)

    def test_the_same_question_in_other_small_words_is_sent_to_the_one_that_is_there(self, asking: str) -> None:
        propose(asking, 1, PENSIONS)
        same = "What would you do about pensions of dock workers"
        refuses(AlreadyWaiting, propose_question, cycle=asking, text=same, actor=member(2), at=AT)
        publish_question(cycle=asking, question="Q-1", actor=DIRECTOR, at=AT)
        refusal = refuses(TooLike, propose_question, cycle=asking, text=same, actor=member(2), at=AT)
        assert (refusal.facts["question"], refusal.where) == ("Q-1", "Q-1")
        decline_question(cycle=asking, question="Q-1", reason="Asked of the wrong office.", actor=DIRECTOR, at=AT)
        assert propose(asking, 2, same) == "Q-2"

    def test_questions_like_hers_are_found_before_she_sends_it(self, asking: str) -> None:
        publish(asking, 1, PENSIONS)
        publish(asking, 2, SCHOOLS)
        propose(asking, 3, "Are the pensions of dock workers safe?")
        found = similar_to(cycle=asking, text="Will dock workers keep their pensions?", actor=member(4))
        assert found == (("Q-1", PENSIONS),)

    def test_a_question_is_one_short_paragraph(self, asking: str) -> None:
        told: dict[str, Any] = {"cycle": asking, "actor": member(1), "at": AT}
        refuses(TextMissing, propose_question, **told, text=" ")
        refuses(TextTooLong, propose_question, **told, text="why " * 76)


class TestReading:
    def test_a_published_question_stands_in_the_members_own_words_and_with_her_name_only_if_she_wrote_one(
        self, asking: str
    ) -> None:
        publish(asking, 1, PENSIONS)
        publish_question(
            cycle=asking, question=propose(asking, 2, CRANES, asked_by="Ada, crane 4"), actor=DIRECTOR, at=AT
        )
        assert bodies(asking, "question.published") == [
            {"question": "Q-1", "text": PENSIONS},
            {"question": "Q-2", "text": CRANES, "asked_by": "Ada, crane 4"},
        ]

    def test_a_declined_question_shows_the_reason_and_never_its_text(self, asking: str) -> None:
        propose(asking, 1, PENSIONS)
        told: dict[str, Any] = {"cycle": asking, "question": "Q-1", "actor": DIRECTOR, "at": AT}
        refuses(ReasonMissing, decline_question, **told, reason="")
        decline_question(**told, reason="It names a private person.")
        assert bodies(asking, "question.declined") == [{"question": "Q-1", "reason": "It names a private person."}]
        assert list_for(cycle=asking, actor=member(1), at=AT).own[0].because == "It names a private person."
        refuses(NotOpenTo, decline_question, **told, reason="Again.")
        assert publish_question(**told) == "Q-1"

    def test_merged_questions_are_one_and_a_member_who_supported_both_counts_once(self, asking: str) -> None:
        publish(asking, 1, PENSIONS, 2, 3)
        publish(asking, 4, "Are the pensions of dock workers safe?", 3)
        told: dict[str, Any] = {"cycle": asking, "actor": DIRECTOR, "at": AT}
        merge_questions(**told, question="Q-2", into="Q-1", reason="Both ask about pensions.")
        assert bodies(asking, "question.merged") == [
            {
                "question": "Q-2",
                "text": "Are the pensions of dock workers safe?",
                "into": "Q-1",
                "reason": "Both ask about pensions.",
            }
        ]
        refuses(AlreadySupported, support, cycle=asking, question="Q-2", actor=member(4), at=AT)
        assert support(cycle=asking, question="Q-2", actor=member(5), at=AT) == "Q-1"
        view = question_of(cycle=asking, question="Q-1", actor=DIRECTOR)
        assert view.merged == ("Q-2",)
        (listed,) = list_for(cycle=asking, actor=member(4), at=AT).listed
        assert (listed.code, listed.supported, listed.merged) == (
            "Q-1",
            True,
            ("Are the pensions of dock workers safe?",),
        )
        withdraw(cycle=asking, question="Q-1", actor=member(3), at=AT)
        assert not list_for(cycle=asking, actor=member(3), at=AT).listed[0].supported

    def test_a_merging_is_undone_and_each_has_the_supporters_it_had(self, asking: str) -> None:
        publish(asking, 1, PENSIONS, 2)
        publish(asking, 3, CRANES)
        told: dict[str, Any] = {"cycle": asking, "actor": DIRECTOR, "at": AT}
        merge_questions(**told, question="Q-2", into="Q-1", reason="A slip.")
        part_question(**told, question="Q-2", reason="They ask different things.")
        assert bodies(asking, "question.parted") == [
            {"question": "Q-2", "was_in": "Q-1", "reason": "They ask different things."}
        ]
        seen = list_for(cycle=asking, actor=member(3), at=AT).listed
        assert sorted((each.code, each.supported) for each in seen) == [("Q-1", False), ("Q-2", True)]

    def test_only_what_is_in_the_list_can_be_merged_into(self, asking: str) -> None:
        publish(asking, 1, PENSIONS)
        propose(asking, 2, CRANES)
        told: dict[str, Any] = {"cycle": asking, "actor": DIRECTOR, "at": AT, "reason": "The same."}
        refuses(NotOpenTo, merge_questions, **told, question="Q-1", into="Q-2")
        refuses(MergedWithItself, merge_questions, **told, question="Q-1", into="Q-1")
        refuses(NoSuchQuestion, merge_questions, **told, question="Q-1", into="Q-9")
        refuses(NoSuchQuestion, merge_questions, **told, question="1", into="Q-1")
        refuses(NotOpenTo, part_question, **told, question="Q-1")

    def test_who_reads_and_when(self, asking: str) -> None:
        propose(asking, 1, PENSIONS)

        def read(actor: Actor) -> Any:
            return publish_question(cycle=asking, question="Q-1", actor=actor, at=AT)

        only(READERS, OPEN, read, cycle=asking)

    def test_members_propose_in_the_phases_in_which_candidates_can_be_asked(self, asking: str) -> None:
        def ask(actor: Actor) -> Any:
            mine = Actor(actor.id, actor.roles, "0001")
            return propose_question(cycle=asking, text=PENSIONS, actor=mine, at=AT)

        only({Role.MEMBER}, FIELDING, ask, cycle=asking)


class TestSupporting:
    def test_one_voice_for_each_question_and_no_entry_of_it(self, asking: str) -> None:
        publish(asking, 1, PENSIONS)
        before = len(staff_entries(cycle=asking, actor=DIRECTOR))
        assert support(cycle=asking, question="Q-1", actor=member(2), at=AT) == "Q-1"
        refuses(AlreadySupported, support, cycle=asking, question="Q-1", actor=member(2), at=AT)
        refuses(AlreadySupported, support, cycle=asking, question="Q-1", actor=member(1), at=AT)
        assert withdraw(cycle=asking, question="Q-1", actor=member(2), at=AT) == "Q-1"
        refuses(NotSupported, withdraw, cycle=asking, question="Q-1", actor=member(2), at=AT)
        assert len(staff_entries(cycle=asking, actor=DIRECTOR)) == before

    def test_what_waits_or_was_declined_cannot_be_supported(self, asking: str) -> None:
        propose(asking, 1, PENSIONS)
        refuses(NotOpenTo, support, cycle=asking, question="Q-1", actor=member(2), at=AT)
        refuses(NoSuchQuestion, support, cycle=asking, question="Q-7", actor=member(2), at=AT)

    def test_in_a_cycle_that_is_past_asking_nothing_is_supported(self, asking: str) -> None:
        publish(asking, 1, PENSIONS)
        Chain.objects.filter(pk=asking).update(phase="decided")
        refuses(WrongPhase, support, cycle=asking, question="Q-1", actor=member(2), at=AT)

    def test_two_clicks_at_once_make_one_support(self, fresh_database: FreshDatabase) -> None:
        cycle = open_collection(open_harbor(Phase.HEARING))
        publish(cycle, 1, PENSIONS)

        def click() -> str:
            return support(cycle=cycle, question="Q-1", actor=member(2), at=AT)

        answers = at_once(fresh_database, click, click)
        assert set(answers) <= {"Q-1", "already-supported"}
        assert Support.objects.count() == 2


class TestSecrecy:
    def test_no_table_of_the_room_holds_anything_of_the_roll(self, asking: str) -> None:
        publish(asking, 1, PENSIONS, 2, 3)
        held = [
            str(value)
            for model in apps.get_app_config("questions").get_models()
            for row in model.objects.values()
            for value in row.values()
        ]
        assert held
        assert [value for value in held if value in {"0001", "0002", "0003", "L-1"}] == []

    def test_voices_are_other_under_another_key_so_the_number_alone_tells_nothing(self, asking: str) -> None:
        propose(asking, 1, PENSIONS)
        (voice,) = Proposal.objects.values_list("voice", flat=True)
        assert len(voice) == 64
        assert voice != sha256_hex(b"harbor-2031\n0001")
        key_path(asking).write_bytes(b"another")
        assert list_for(cycle=asking, actor=member(1), at=AT).own == ()

    def test_no_entry_that_anybody_may_read_says_who(self, asking: str) -> None:
        publish(asking, 1, PENSIONS, 2, 3)
        voices = set(Support.objects.values_list("voice", flat=True))
        said = str([entry.payload for entry in staff_entries(cycle=asking, actor=DIRECTOR)])
        assert [text for text in {"0001", "0002", "LINK-1", *voices} if text in said] == []

    def test_staff_see_no_count_before_an_order_is_fixed(self, asking: str) -> None:
        publish(asking, 1, PENSIONS, 2, 3)
        (view,) = questions_of(cycle=asking, actor=DIRECTOR)
        assert {name for name in view.__slots__ if "support" in name or name.startswith("n_")} == set()
