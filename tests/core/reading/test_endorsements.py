"""Endorsements: the hard rule is that nobody is ever read to have endorsed who did not."""

import pytest

from tests.core.reading.invented import endorsements_of, given_in, reading_of

NOBODY_ENDORSED = [
    "The HHU has not endorsed Elin Marlow.",
    "The HHU hasn’t endorsed Elin Marlow or anyone else.",
    "The HHU never endorsed Elin Marlow.",
    "The HHU did not endorse Elin Marlow in 2025.",
    "Neither the HHU nor the CNT endorsed Elin Marlow.",
    "No union, not even the HHU, endorsed Elin Marlow.",
    "The HHU may endorse Elin Marlow.",
    "The HHU is expected to endorse Elin Marlow next week.",
    "The HHU will endorse Elin Marlow on Friday, two people said.",
    "The HHU plans to back Elin Marlow.",
    "The HHU is considering endorsing Elin Marlow.",
    "The HHU would endorse Elin Marlow if she changed her mind.",
    "If the HHU endorsed Elin Marlow, the race would change.",
    "Whether the HHU endorsed Elin Marlow is not known.",
    "Has the HHU endorsed Elin Marlow?",
    "Elin Marlow hopes the HHU endorses her.",
    "Elin Marlow is seeking the endorsement of the HHU.",
    "Elin Marlow wants the support of the HHU.",
    "Elin Marlow hopes to win the endorsement of the HHU.",
    "Elin Marlow lost the endorsement of the HHU.",
    "Elin Marlow failed to win the backing of the HHU.",
    "Elin Marlow could not secure the endorsement of the HHU.",
    "Elin Marlow is vying for the HHU's endorsement.",
    "The HHU's endorsement of Elin Marlow is unlikely.",
    "The HHU's possible endorsement of Elin Marlow was debated.",
    "The HHU denied that it had endorsed Elin Marlow.",
    "The HHU denied endorsing Elin Marlow.",
    "Reports that the HHU endorsed Elin Marlow are false.",
    "A rumor that the HHU endorsed Elin Marlow spread on Monday.",
    "Elin Marlow falsely claimed that the HHU endorsed her.",
    "Elin Marlow said the HHU had endorsed her.",
    "Elin Marlow told supporters that the HHU backed her.",
    "In a straw poll, the HHU backed Elin Marlow.",
    "A poll of HHU members backed Elin Marlow, 58 percent to 31 percent.",
    "HHU members endorsed Elin Marlow.",
    "Some HHU members support Elin Marlow.",
    "Members of the HHU backed Elin Marlow.",
    "Rank-and-file members of the HHU endorsed Elin Marlow.",
    "HHU Local 12 endorsed Elin Marlow.",
    "Local 12 of the HHU endorsed Elin Marlow.",
    "The Tarn branch of the HHU endorsed Elin Marlow.",
    "The Brennmark Conference of the HHU endorsed Elin Marlow.",
    "An HHU local endorsed Elin Marlow.",
    "Leaders of the HHU urged delegates to endorse Elin Marlow.",
    "The HHU was urged to endorse Elin Marlow.",
    "The HHU declined to endorse Elin Marlow.",
    "The HHU refused to back Elin Marlow.",
    "The HHU stopped short of endorsing Elin Marlow.",
    "The HHU holds endorsement interviews with Elin Marlow and Tomas Birchall this week.",
    "Elin Marlow attended the HHU's endorsement roundtable.",
    "The HHU's endorsement process continues with Elin Marlow.",
    "The HHU supports Elin Marlow's plan for the ports.",
    "The HHU backed Elin Marlow's bill on night work.",
    "Elin Marlow, who met the HHU, backed the strike.",
    "Elin Marlow met the HHU, and Tomas Birchall endorsed the bill.",
    "The HHU invited Elin Marlow; the CNT will decide whom to endorse.",
    "The HHU rescinded its endorsement of Elin Marlow.",
    "The HHU's endorsement of Elin Marlow was withdrawn before it was announced.",
    "“The HHU endorsed Elin Marlow,” a flyer said.",
    "Instead of the HHU endorsing Elin Marlow, nothing happened.",
    "The HHU regrets that it endorsed nobody, Elin Marlow said.",
    "The HHU should endorse Elin Marlow.",
    "Elin Marlow thanked the HHU for its support.",
    "Elin Marlow criticized the HHU for endorsing nobody.",
    "Elin Marlow asked the HHU to endorse her.",
    "The HHU’s president, Bridget Oakenfull, has not said whether the union backs Elin Marlow.",
    "The HHU almost endorsed Elin Marlow.",
    "The HHU nearly backed Elin Marlow.",
    "The HHU reportedly endorsed Elin Marlow.",
    "The HHU appears to have endorsed Elin Marlow.",
    "Elin Marlow was not endorsed by the HHU.",
    "Elin Marlow has yet to be endorsed by the HHU.",
    "Elin Marlow might be backed by the HHU.",
    "Elin Marlow was nearly endorsed by the HHU.",
    "Correction: An earlier version of this story said that the HHU endorsed Elin Marlow.",
    "Former leaders of the HHU endorsed Elin Marlow.",
    "A majority of HHU delegates backed Elin Marlow, short of the two thirds that an endorsement needs.",
    "The HHU decided against endorsing Elin Marlow.",
    "The HHU was close to endorsing Elin Marlow.",
    "Critics accused the HHU of backing Elin Marlow.",
    "The HHU is leaning toward endorsing Elin Marlow.",
    "The HHU will meet Elin Marlow before it backs anyone.",
    "With the HHU undecided, Elin Marlow courted the CNT.",
    "The motion that the HHU endorse Elin Marlow failed.",
    "A motion to endorse Elin Marlow failed at the HHU's conference.",
    "The HHU voted down a motion to endorse Elin Marlow.",
    "The HHU voted against endorsing Elin Marlow.",
    "The HHU voted not to endorse Elin Marlow.",
    "The HHU delayed its endorsement of Elin Marlow.",
    "Unlike the CNT, the HHU has not backed Elin Marlow.",
    "The HHU endorsed Elin Marlow's opponent.",
    "The HHU backs neither Elin Marlow nor Tomas Birchall.",
]


@pytest.mark.parametrize("sentence", NOBODY_ENDORSED)
def test_nobody_is_read_to_have_endorsed_who_did_not(sentence: str) -> None:
    assert given_in(sentence) == set()


GIVEN = [
    ("The HHU endorsed Elin Marlow.", {("hhu", "marlow")}),
    ("The HHU has endorsed Elin Marlow for first minister.", {("hhu", "marlow")}),
    ("The HHU's executive board voted 14-3 on Tuesday to endorse Elin Marlow.", {("hhu", "marlow")}),
    ("The HHU and the CNT endorsed Elin Marlow on Saturday.", {("hhu", "marlow"), ("cnt", "marlow")}),
    ("Elin Marlow was endorsed by the HHU.", {("hhu", "marlow")}),
    ("Elin Marlow was endorsed on Tuesday by the HHU and the CNT.", {("hhu", "marlow"), ("cnt", "marlow")}),
    ("Elin Marlow won the endorsement of the HHU.", {("hhu", "marlow")}),
    ("Elin Marlow picked up the backing of the HHU and the CNT.", {("hhu", "marlow"), ("cnt", "marlow")}),
    ("The HHU threw its full support behind Elin Marlow.", {("hhu", "marlow")}),
    ("The HHU's endorsement of Elin Marlow came in August.", {("hhu", "marlow")}),
    ("The HHU backed Elin Marlow over Tomas Birchall.", {("hhu", "marlow")}),
    ("The HHU chose Elin Marlow over Tomas Birchall.", {("hhu", "marlow")}),
    ("Tomas Birchall, a former rival, endorsed Elin Marlow.", {("birchall", "marlow")}),
    (
        "Unions backing Elin Marlow include the HHU, the CNT and Unity.",
        {("hhu", "marlow"), ("cnt", "marlow"), ("unity", "marlow")},
    ),
    ("The CNT, which endorsed Elin Marlow in June, met on Monday.", {("cnt", "marlow")}),
    ("The HHU met on Monday and endorsed Elin Marlow.", {("hhu", "marlow")}),
    ("Elin Marlow met the CNT and the HHU endorsed Tomas Birchall.", {("hhu", "birchall")}),
    ("The HHU endorsed Elin Marlow and Tomas Birchall criticized the choice.", {("hhu", "marlow")}),
    ("The HHU gave Elin Marlow its endorsement on Friday.", {("hhu", "marlow")}),
    ("The HHU announced on Friday that it was endorsing Elin Marlow.", {("hhu", "marlow")}),
    ("The HHU endorsed Democrat Elin Marlow rather than Tomas Birchall.", {("hhu", "marlow")}),
    ("Since the HHU endorsed Elin Marlow in June, Tomas Birchall has kept away.", {("hhu", "marlow")}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "pairs"), GIVEN)
def test_a_given_endorsement_is_read_with_the_right_two(sentence: str, pairs: set[tuple[str, str]]) -> None:
    assert given_in(sentence) == pairs


STATES = [
    ("The HHU has yet to endorse a candidate.", {("hhu", None, "pending")}),
    ("The HHU has not endorsed anyone for first minister.", {("hhu", None, "pending")}),
    ("The HHU is weighing its endorsement.", {("hhu", None, "pending")}),
    ("The HHU will announce its endorsement in October.", {("hhu", None, "pending")}),
    ("The HHU has not said whether it will back anyone.", {("hhu", None, "pending")}),
    ("The HHU is expected to endorse Elin Marlow next week.", {("hhu", None, "pending")}),
    ("In 2025 the HHU declined to endorse either candidate.", {("hhu", None, "none")}),
    ("The HHU sat out the 2025 race.", {("hhu", None, "none")}),
    ("The HHU decided not to endorse anyone.", {("hhu", None, "none")}),
    ("The HHU made no endorsement in 2025.", {("hhu", None, "none")}),
    ("The HHU will remain neutral.", {("hhu", None, "none")}),
    ("The HHU withdrew its endorsement of Elin Marlow on Monday.", {("hhu", "marlow", "withdrawn")}),
    ("The HHU un-endorsed Elin Marlow.", {("hhu", "marlow", "withdrawn")}),
]


@pytest.mark.parametrize(("sentence", "facts"), STATES)
def test_none_pending_and_withdrawn_are_states_of_their_own(
    sentence: str, facts: set[tuple[str, str | None, str]]
) -> None:
    assert endorsements_of(sentence) == facts


def test_what_is_named_and_told_by_a_finite_verb_is_clear_and_a_pronoun_asks_for_a_look() -> None:
    clear, look = (
        fact for fact in reading_of("The HHU endorsed Elin Marlow. In 2025 it endorsed Tomas Birchall.").facts
    )
    assert (clear.tier, look.tier) == ("clear", "look")
    assert look.why == "the name is not written here"


def test_an_endorsement_taken_back_in_the_same_text_is_superseded() -> None:
    text = "The HHU, which had endorsed Elin Marlow in June, withdrew its support on Monday."
    assert endorsements_of(text) == {("hhu", "marlow", "superseded"), ("hhu", "marlow", "withdrawn")}
