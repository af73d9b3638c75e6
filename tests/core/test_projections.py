"""What a record shows: exact values of the small story."""

from dataclasses import replace
from datetime import date

from hustings.core.chain import Entry
from hustings.core.projections import CycleProjection, project
from hustings.core.projections.calendar import Move
from hustings.core.projections.overview import NextDate
from hustings.core.projections.statements import Change, Correction, Withheld
from hustings.core.projections.timeline import Item
from hustings.core.values import Source
from tests.core import story, story_poll

PAGE = project(story.public(story.entries()))
POLLED = project(story_poll.told().entries)


def items(page: CycleProjection = PAGE) -> dict[str, Item]:
    return {item.id: item for item in page.timeline}


def told(*tellings: tuple[str, str, dict[str, object]], kind: str = "live") -> tuple[Entry, ...]:
    """A short record: an opening and some entries of our own."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening(kind=kind), basis="recorded")
    for at, verb, body in tellings:
        writing.tell(at, verb, body, basis="recorded")
    return tuple(writing.entries)


def test_the_overview_says_what_this_is_and_where_it_stands() -> None:
    overview = PAGE.overview
    assert (overview.title, overview.organisation) == ("Mayor of Harbor City, 2031", "United Harbor Workers")
    assert (overview.rehearsal, overview.basis, overview.kind) == (True, "simulated", "rehearsal")
    assert overview.stands == "Decided on 1 September 2031: endorse."
    assert [(step.phase, step.on) for step in overview.phases] == [
        ("drafting", "2031-03-01"),
        ("called", "2031-03-02"),
        ("inviting", "2031-03-09"),
    ]
    assert (overview.n_entries, overview.n_hidden, overview.head) == (42, 2, story.entries()[-1].hash)
    assert overview.withheld == (Withheld(19, "slip: It was not meant for the minutes."),)


def test_before_the_decision_the_overview_says_what_comes_next_and_that_it_moved() -> None:
    early = project(story.public(story.entries())[:12], as_of=date(2031, 3, 21))
    assert early.overview.stands == "The candidates are being invited. Next: Replies due, 8 April 2031."
    assert early.overview.next_date == NextDate(
        "Replies due", "2031-04-08", "2.deadline", "2031-04-01", "One letter came back."
    )


def test_the_field_keeps_every_status_with_its_day() -> None:
    assert [(each.code, each.name, each.status) for each in PAGE.field] == [
        ("CAND-1", "Ada Quill", "declared"),
        ("CAND-2", "Ben Roe", "declared"),
        ("CAND-3", "Cleo Marsh", "withdrew"),
    ]
    assert PAGE.field[2].history == (
        Change(5, "2031-02-15", "declared", "", "", ()),
        Change(27, "2031-06-20", "withdrew", "", "", ()),
    )


def test_a_moved_date_shows_both_days_and_the_reason() -> None:
    deadline = PAGE.calendar[0]
    assert (deadline.key, deadline.on) == ("deadline", "2031-04-08")
    assert deadline.moves == (Move(11, "2031-03-20", "2031-04-01", "2031-04-08", "One letter came back."),)
    item = items()["2.deadline"]
    assert item.what == "Replies due, moved from 1 April 2031: One letter came back."
    assert item.history == (
        Change(2, "2031-03-02", "scheduled", "2031-04-01", "", ()),
        Change(11, "2031-03-20", "moved", "2031-04-08", "One letter came back.", ()),
    )
    assert items()["11"].what == "Replies due: moved from 1 April 2031 to 8 April 2031. Reason: One letter came back."


def test_a_roundtable_is_one_item_on_the_day_it_was_held_with_its_history() -> None:
    item = items()["15"]
    assert (item.on, item.status, item.planned, item.candidate) == ("2031-05-09", "held", False, "CAND-1")
    assert item.what == (
        "Roundtable with Ada Quill at Harbor Hall: 12 leaders and 31 members took part. Topics: ports, wages. "
        "She spoke about the ports."
    )
    assert [(step.status, step.on, step.to) for step in item.history] == [
        ("scheduled", "2031-04-10", "2031-05-02"),
        ("moved", "2031-04-20", "2031-05-09"),
        ("held", "2031-05-09", ""),
    ]
    assert [each.words for each in PAGE.roundtables[0].commitments] == ["I will not sell the port."]


def test_a_corrected_value_is_shown_with_the_old_one_beside_it() -> None:
    correction = Correction(20, "2031-05-11", "n_members", 30, 31, "One name was on the second page.")
    assert PAGE.roundtables[0].n_members == 31
    assert PAGE.roundtables[0].corrections == (correction,)
    assert items()["15"].corrections == (correction,)
    assert items()["20"].what == (
        "Entry 17 is corrected: n_members was “30”, is now “31”. Reason: One name was on the second page."
    )


def test_a_withheld_entry_is_named_but_not_told() -> None:
    item = items()["21"]
    assert item.what == "Entry 19 is withheld (slip). Reason: It was not meant for the minutes."
    assert item.withheld == "slip: It was not meant for the minutes."
    assert "19" not in items()


def test_the_timeline_is_in_the_order_of_days() -> None:
    assert [item.id for item in PAGE.timeline] == (
        "3 4 5 0 1 2 6 7 8 9 11 12 13 14 2.deadline 16 15 18 20 21 22 27 28 29 30 31 32 33 34 35 36 39 37 "
        "2.decision 38 40 41"
    ).split()
    assert [item.precision for item in PAGE.timeline if item.id in ("39", "40")] == ["month", "day"]


def test_a_straw_poll_adds_up_its_confirmed_sheets() -> None:
    poll = PAGE.polls.straw[0]
    assert (poll.status, poll.n, poll.n_sheets, poll.n_locals) == ("closed", 54, 2, 3)
    assert poll.totals == {"Ada Quill": 29, "Ben Roe": 11, "Cleo Marsh": 14}
    assert [(sheet.local, sheet.counts, sheet.confirmed) for sheet in poll.sheets] == [
        ("R-001", {"Ada Quill": 20, "Ben Roe": 11}, True),
        ("R-002", {"Ada Quill": 9, "Cleo Marsh": 14}, True),
    ]


def test_an_open_straw_poll_has_no_totals() -> None:
    poll = project(story.public(story.entries())[:26]).polls.straw[0]
    assert (poll.status, poll.n, poll.totals) == ("open", None, {})


def test_a_secret_poll_has_its_own_n_and_every_published_head() -> None:
    poll = POLLED.polls.secret[0]
    assert (poll.status, poll.n, poll.n_ballots, poll.n_credentials) == ("counted", 3, 4, 4)
    assert dict(zip(poll.answers, poll.counts, strict=True)) == {"Ada": 0, "Ben": 2, "Cleo": 0, "No endorsement": 1}
    assert [(head.moment, head.n_ballots) for head in poll.heads] == [("opening", 0), ("running", 2), ("closing", 4)]
    assert (
        items(POLLED)["46"].what
        == "The secret poll is counted: Ada 0, Ben 2, Cleo 0, No endorsement 1. 3 members voted."
    )


def test_a_reported_poll_without_n_says_so() -> None:
    body = {
        "poll": "POLL-9",
        "name": "Phone poll",
        "method": "phone",
        "n": None,
        "n_words": "n not published",
        "results": [{"option": "Ben Roe", "percent": "58"}],
    }
    page = project(told(("2031-09-18", "poll.reported", body | {"opened_on": "2031-09-09", "closed_on": "2031-09-15"})))
    poll = page.polls.reported[0]
    assert (poll.n, poll.n_words) == (None, "n not published")
    assert (page.timeline[-1].on, page.timeline[-1].precision) == ("2031-09-09/2031-09-15", "interval")
    assert page.timeline[-1].what == "Phone poll (phone): Ben Roe 58 %. n not published."


def test_the_decision_shows_rule_motion_roll_call_and_explanation() -> None:
    decision = PAGE.decision
    assert (decision.outcome, decision.on) == ("endorse", "2031-09-01")
    assert decision.rulebook is not None
    assert decision.rulebook.rule == story.RULE
    assert [(motion.code, motion.about, motion.name) for motion in decision.motions] == [
        ("MOT-1", "GIFT-1", ""),
        ("MOT-2", "", "Ada Quill"),
    ]
    vote = decision.motions[1].vote
    assert vote is not None
    assert (vote.passes, vote.explanation) == (True, decision.explanation)
    assert decision.explanation[3] == "3 of 4 votes cast without abstentions = 75.0 %, needs at least 60 %: passes."


def test_a_reported_decision_counts_where_no_vote_was_recorded() -> None:
    body = {
        "body": "The board",
        "outcome": "no endorsement",
        "on": "2031-09-18",
        "what": "No endorsement",
        "reason": "No majority.",
    }
    sourced = body | {"sources": [{"outlet": "The Harbor Post", "day": "2031-09-19"}]}
    page = project(told(("2031-09-20", "decision.reported", sourced), kind="reported"))
    assert (page.decision.outcome, page.decision.on, page.decision.rulebook) == ("no endorsement", "2031-09-18", None)
    assert page.timeline[-1].what == "The board: No endorsement. Reason: No majority."
    assert page.timeline[-1].sources == (Source("The Harbor Post", "2031-09-19"),)


def test_a_gift_keeps_its_dates_apart() -> None:
    paid, refused = PAGE.gifts
    assert (paid.status, paid.amount_cents, paid.within) == ("paid", 500000, True)
    assert [(each.on, each.motion) for each in paid.approvals] == [("2031-07-20", "MOT-1")]
    assert [(each.on, each.amount_cents) for each in paid.payments] == [("2031-07-25", 500000)]
    assert [step.status for step in paid.history] == ["proposed", "approved", "checked", "paid"]
    assert (refused.status, refused.check["over_cents"]) == ("refused", 1)
    assert refused.refused_because == "It would be over the limit"


def test_conflicting_dates_of_a_reported_gift_stand_side_by_side() -> None:
    post, times = [{"outlet": "The Harbor Post"}], [{"outlet": "The Times"}]
    body = {
        "gift": "GIFT-1",
        "recipient": "A convention",
        "amount_cents": 4500000,
        "approved": [
            {"on": "2030-12", "what": "The board approves a gift", "sources": post},
            {"on": "2031-01", "what": "The board approves a gift by letter", "sources": times},
        ],
        "paid": [{"on": "2031-01-25", "what": "The gift is paid", "sources": post}],
    }
    page = project(told(("2031-03-02", "gift.reported", body), kind="reported"))
    gift = page.gifts[0]
    assert (gift.approval_dates_differ, gift.payment_dates_differ) == (True, False)
    assert [(item.id, item.on, item.status, item.sources) for item in page.timeline if item.seq == 1] == [
        ("1.approved-1", "2030-12", "approved", (Source("The Harbor Post"),)),
        ("1.approved-2", "2031-01", "approved", (Source("The Times"),)),
        ("1.paid-1", "2031-01-25", "paid", (Source("The Harbor Post"),)),
    ]


def test_endorsements_of_others_are_apart_by_level() -> None:
    entry = {"endorser": "Us", "outcome": "endorsed", "on": "2027", "what": "Four years ago"}
    told_of = [
        (f"2031-03-0{day}", "endorsement.entered", entry | {"level": level})
        for day, level in ((2, "own"), (3, "local"))
    ]
    endorsements = project(told(*told_of)).endorsements
    assert [len(each) for each in (endorsements.own, endorsements.peers, endorsements.lower)] == [1, 0, 1]
    assert PAGE.endorsements.peers[0].endorser == "Dockers of the North"


def test_what_a_source_says_of_a_roundtable_stands_in_its_words() -> None:
    said = {
        "roundtable": "RT-9",
        "on": "2031-01-31",
        "status": "no meeting reported as of 31 January 2031",
        "what": "Not seen",
    }
    page = project(told(("2031-03-02", "roundtable.reported", said), kind="reported"))
    assert page.roundtables[0].status == "no meeting reported as of 31 January 2031"
    assert [item.what for item in page.timeline if item.verb == "roundtable.reported"] == ["Not seen."]


def test_a_correction_can_be_corrected() -> None:
    name = {"candidate": "CAND-1", "name": "Ada Qill", "status": "declared", "on": "2031-03-01"}
    fix = {"corrects": 1, "field": "name", "was": "Ada Qill", "now": "Ada Kuill", "reason": "Spelling"}
    again = {"corrects": 2, "field": "now", "was": "Ada Kuill", "now": "Ada Quill", "reason": "Spelling again"}
    page = project(
        told(
            ("2031-03-01", "candidate.added", name),
            ("2031-03-02", "record.corrected", fix),
            ("2031-03-03", "record.corrected", again),
        )
    )
    assert page.field[0].name == "Ada Quill"


def test_no_correction_makes_a_rehearsal_look_real() -> None:
    fix = {"corrects": 0, "field": "rehearsal", "was": True, "now": False, "reason": "No"}
    page = project(told(("2031-03-02", "record.corrected", fix), kind="rehearsal"))
    assert page.overview.rehearsal is True


def test_an_empty_chain_projects_to_an_empty_page() -> None:
    page = project(())
    assert (page.timeline, page.field, page.overview.n_entries, page.overview.stands) == ((), (), 0, "")


def test_a_body_of_the_wrong_kinds_reads_as_empty() -> None:
    entries = story.entries()
    odd = replace(
        entries[3],
        payload={**dict(entries[3].payload or {}), "body": {"name": 3, "on": [], "sources": 1, "status": None}},
    )
    page = project([*entries[:3], odd])
    assert (page.field[0].name, page.field[0].status, page.field[0].sources) == ("", "", ())


def test_a_commitment_shows_how_it_stands_step_by_step() -> None:
    table = {"roundtable": "RT-1", "candidate": "CAND-1"}
    told_of = {"commitment": 2, "words": "I will come back.", "topic": "ports", "what": "She came."}
    page = project(
        told(
            ("2031-03-02", "roundtable.set", table | {"starts_at": "2031-03-03T12:00:00Z"}),
            ("2031-03-04", "commitment.noted", table | {"words": "I will dredge.", "topic": "ports"}),
            ("2031-03-04", "commitment.noted", table | {"words": "I will come back.", "topic": "ports"}),
            ("2031-05-04", "commitment.followed-up", table | told_of | {"status": "open", "on": "2031-05-01"}),
            ("2031-06-04", "commitment.followed-up", table | told_of | {"status": "kept", "on": "2031-06-01"}),
        )
    )
    assert [[(step.status, step.on) for step in each.history] for each in page.roundtables[0].commitments] == [
        [],
        [("open", "2031-05-01"), ("kept", "2031-06-01")],
    ]
