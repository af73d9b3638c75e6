"""What each page of a rehearsal says, from the invitation to the decision."""

import pytest

from tests.doors.public.reading import read

pytestmark = pytest.mark.django_db


def test_the_first_page_lists_the_cycles_the_one_published_last_first(reported: str, rehearsal: str) -> None:
    said = read("/")
    assert said.index("Mayor of Harbor City, 2031") < said.index("Mayor of Harbor City, 2024")
    assert "Decided on 1 September 2031: endorse Ada Quill." in said
    assert "Decided on 18 September 2024: no endorsement." in said
    assert "A rehearsal: made by a program. None of it happened." in said
    assert "Retold from named public sources, nothing invented." in said


def test_without_a_publication_the_first_page_says_what_will_stand_there() -> None:
    said = read("/")
    assert "Nothing has been published yet." in said
    assert "When the organisation publishes a cycle, it stands here." in said


def test_the_cycle_says_first_where_it_stands_and_then_how_the_rule_gives_it(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/")
    stands = said.index("Decided on 1 September 2031: endorse Ada Quill.")
    rule = said.index("3 of 4 votes cast without abstentions = 75.0 %, needs at least 60 % passes")
    assert stands < rule < said.index("Commitments on record")
    assert "Votes: yes 3, no 1, abstain 1, recused 0, absent 0." in said
    assert "How each of 5 seats voted" in said
    assert "$5,000 to Quill for Mayor paid Approved on 20 July 2031 by the vote on" in said


def test_candidates_stand_side_by_side_with_the_same_lines(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/candidates/")
    assert "3 candidates, in the order of their names, each with the same lines." in said
    for line in ("Offered on", "Reply", "Roundtable", "Commitments on record"):
        assert said.count(line) >= 3, line
    assert said.index("Ada Quill") < said.index("Ben Roe") < said.index("Cleo Marsh")


def test_a_candidate_has_status_commitments_and_treatment(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/candidates/CAND-3/")
    assert "withdrew since 20 June 2031" in said
    assert "became a candidate" not in said
    said = read(f"/c/{rehearsal}/candidates/CAND-1/")
    assert "“I will not sell the port.”" in said
    assert "Roundtable, 9 May 2031 held" in said
    assert "Private contacts 1: meeting, 5 April 2031" in said


def test_the_treatment_table_lists_differences_with_their_reasons_and_leads_to_entries(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/treatment/")
    assert "6 differences between the candidates; 2 without a reason on record." in said
    assert "Cleo Marsh: The letter came back; it was sent again." in said
    assert "No reason is recorded." in said
    assert said.index("Differences and their reasons") < said.index("What each candidate was offered and given")


def test_a_cell_that_rests_on_several_entries_opens_them_all(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/record/?entries=15,17")
    assert "Only the entries that were asked for." in said
    assert "Roundtable held: RT-1" in said
    assert "The record is opened" not in said


def test_a_roundtable_says_what_was_discussed_who_came_and_what_was_promised(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/roundtables/RT-1/")
    assert "Held, 9 May 2031, Harbor Hall." in said
    assert said.index("What was discussed ports wages") < said.index("Who, where, how long")
    assert "Leaders who took part 12" in said
    assert "Members who took part 31" in said
    assert "Begins 9 May 2031, 18:00 EDT" in said
    assert "“I will not sell the port.”" in said
    assert "Corrected on 11 May 2031, members: was 30 → 31. Reason: One name was on the second page." in said


def test_a_moved_roundtable_shows_both_days_and_the_reason(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/roundtables/RT-1/")
    assert "10 April 2031 scheduled for 2 May 2031" in said
    assert "20 April 2031 moved for 9 May 2031" in said
    assert "A strike vote" in said


def test_a_feed_address_is_explained_where_it_stands(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/roundtables/")
    assert "http://testserver/c/harbor-2031/roundtables/calendar.ics" in said
    assert "a moved roundtable moves in your calendar too" in said


def test_a_straw_poll_shows_its_own_n_what_it_can_tell_and_each_local(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/polls/")
    assert "54 answers" in said
    assert "54 votes on the sheets of 2 of 3 locals." in said
    assert "How those present at the counted meetings voted." in said
    assert "What members who were not present think" in said
    assert "Ada Quill 29 54 %" in said
    assert "R-001 Harbor City 40 20 11 0 confirmed" in said


def test_the_decision_page_shows_every_seat_and_the_rulebook(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/decision/")
    assert "President yes" in said
    assert "Trustee Harbor abstain" in said
    assert "The board decides by three fifths of the votes cast." in said
    assert "Notice 7 days" in said
    assert "Other votes of this cycle" in said


def test_a_gift_answers_first_when_and_by_which_vote_it_was_approved(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/gifts/")
    title = said.index("$5,000 to Quill for Mayor")
    answer = said.index("Approved on 20 July 2031 by the vote on “Give $5,000 to Quill for Mayor”. Votes: yes 3, no 1,")
    assert said[title:answer] == "$5,000 to Quill for Mayor "
    steps = [said.index(step) for step in ("Proposal", "Approving vote", "Limit check", "Payment")]
    assert steps == sorted(steps)
    assert "$0.01 to Quill for Mayor Not approved: it was refused. It would be over the limit." in said
    assert "over the limit $5,000.01 with this gift; the limit is $5,000 per election. $0.01 too much." in said


def test_a_statement_stands_in_full_with_the_head_before_it(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/releases/")
    assert "To the members, 2 September 2031" in said
    assert "By three to one." in said
    assert "Head of the record" in said


def test_an_entry_says_everything_it_holds(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/record/17/")
    assert "Entry 17 Roundtable held: RT-1" in said
    assert "summary She spoke about the ports." in said
    assert "Corrected on 11 May 2031, members: was 30 → 31" in said
    assert "Entered 10 May 2031, 12:00 UTC" in said


def test_the_check_page_gives_one_command_one_head_and_one_file(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/check/")
    assert "hustings verify REHEARSAL-harbor-2031-43-" in said
    assert "Compare the head" in said
    assert "The totals are the sums of the confirmed sheets." in said
    assert "Every proof of every ballot" not in said, "this cycle has no secret poll"
    assert "2 of them are not public and show only a digest" in said


def test_publications_are_listed_with_their_heads(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/publications/")
    assert "PUB-1" in said
    assert "http://testserver/c/harbor-2031/as-of/2031-09-05/" in said


def test_the_timeline_holds_every_item_with_its_anchor_and_what_became_of_it(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/timeline/")
    assert "38 items, past and planned, oldest first." in said
    assert "Replies due: moved from 1 April 2031 to 8 April 2031. Reason: One letter came back." in said
    assert "Entry 19 is withheld (slip)." in said
    assert "Corrected on 11 May 2031, members: was 30 → 31" in said
    assert "Vote on “Endorse Ada Quill”: endorse. 3 of 4 votes cast without abstentions = 75.0 %" in said


def test_about_explains_the_words(db: None) -> None:
    said = read("/about/")
    assert "reported A named source published this." in said
    assert "How any member voted in the secret poll. Nobody can know" in said
