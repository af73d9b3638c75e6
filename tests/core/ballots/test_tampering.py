"""Every spoilt archive is refused, by the code that says what is wrong with it."""

from dataclasses import replace

import pytest

from hustings.core.ballots.belenios_v1 import chain, records
from hustings.core.ballots.group import Q
from tests.core.ballots.making import Made, as_bytes, as_json, make_setup, play, rebuild, source, verify
from tests.core.ballots.tampering import THIRTEEN
from tests.core.ballots.tampering_further import FURTHER, set_up_anew, zero_trustee_setup
from tests.core.ballots.threshold import Plan, single

HONEST = [(0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]]), (2, [[0, 1, 0, 0]]), (3, [[0, 0, 0, 1]])]


@pytest.fixture(scope="module")
def made() -> Made:
    return play(make_setup(n_voters=4), HONEST)


def test_the_honest_archive_holds(made: Made) -> None:
    report = verify(made.archive)
    assert report.refusal is None
    assert report.results == ((1, 2, 0, 1),)


def test_there_are_thirteen_kinds() -> None:
    assert len(THIRTEEN) == 13


@pytest.mark.parametrize("kind", [*THIRTEEN, *FURTHER])
def test_a_spoilt_archive_is_refused_by_its_code(made: Made, kind: str) -> None:
    code, spoil = (THIRTEEN | FURTHER)[kind]
    report = verify(spoil(made))
    assert report.refusal is not None
    assert report.refusal.code == code
    assert report.refusal.where
    assert not report.holds
    assert [finding.state for finding in report.findings].count("fails") == 1


def test_an_archive_cut_after_any_event_is_not_a_finished_poll_and_misses_the_head() -> None:
    made = play(make_setup(seed="cut", n_voters=1, n_trustees=1), [(0, [[1, 0, 0, 0]])])
    whole = verify(made.archive)
    for n in range(1, whole.n_events):
        left = iter(range(whole.n_events))
        cut = rebuild(made.archive, lambda _, data, left=left, n=n: data if next(left) < n else None)
        assert verify(cut).refusal.code == "archive-not-finished"
        assert verify(cut, finished=False).refusal is None
        assert verify(cut, finished=False, expected_head=whole.head).refusal.code == "archive-head"


def test_the_published_head_is_compared(made: Made) -> None:
    head = verify(made.archive).head
    assert verify(made.archive, expected_head=head).holds
    report = verify(made.archive, expected_head="0" * 64)
    assert report.refusal.code == "archive-head"
    assert report.findings[-1].state == "fails"


@pytest.mark.parametrize(
    ("secrets", "code"),
    [
        ((0,), "element-neutral"),  # a trustee with no key at all
        ((5, -5), "element-neutral"),  # two keys that cancel out
        ((5, 7, 5), "trustee-key-twice"),
    ],
)
def test_keys_that_switch_the_encryption_off_are_refused(made: Made, secrets: tuple[int, ...], code: str) -> None:
    trustees = tuple(single(secret % Q, made.draw) for secret in secrets)
    assert verify(zero_trustee_setup(made, trustees)).refusal.code == code


def test_a_neutral_higher_coefficient_would_lower_the_threshold_and_is_refused(made: Made) -> None:
    plan = Plan(k=2, n=3, draw=source("neutral coefficient"))
    for row in plan.coefficients:
        row[1] = 0
    group, _ = plan.build()
    # The shares are then all the same key; the coefficients are found first.
    assert verify(zero_trustee_setup(made, (group,))).refusal.code == "element-neutral"


def test_a_member_listed_twice_is_refused(made: Made) -> None:
    plan = Plan(k=2, n=3, draw=source("twice"))
    plan.signing[2] = plan.signing[0]
    group, _ = plan.build()
    assert verify(zero_trustee_setup(made, (group,))).refusal.code == "trustee-key-twice"
    plan = Plan(k=2, n=3, draw=source("twice"))
    plan.encryption[2] = plan.encryption[0]
    group, _ = plan.build()
    assert verify(zero_trustee_setup(made, (group,))).refusal.code == "trustee-key-twice"


def test_bytes_behind_the_last_record_are_refused(made: Made) -> None:
    assert verify(made.archive + b"\0" * 1024).refusal.code == "archive-header"
    assert verify(made.archive + b"\0").refusal.code == "archive-cut"
    assert verify(made.archive[:-1]).refusal.code == "archive-cut"
    assert verify(b"").refusal.code == "archive-cut"


def test_the_findings_say_what_was_not_looked_at(made: Made) -> None:
    report = verify(THIRTEEN["a dropped ballot"][1](made))
    states = {finding.check: finding.state for finding in report.findings}
    assert states == {
        "container": "not-run",
        "chain": "not-run",
        "election": "holds",
        "trustees": "holds",
        "credentials": "holds",
        "ballots": "holds",
        "tally": "fails",
        "decryptions": "not-run",
        "result": "not-run",
        "finished": "not-run",
        "head": "not-run",
    }
    assert report.stage == chain.END_BALLOTS


def test_an_inconsistent_threshold_group_is_refused(made: Made) -> None:
    group, _ = Plan(k=2, n=3, draw=source("inconsistent")).build()
    swapped = (1, 0, 2)
    spoilt = {
        "trustee-signature": [
            replace(group, signatures=tuple(group.signatures[i] for i in swapped)),
            replace(group, coefexps=tuple(group.coefexps[i] for i in swapped)),
        ],
        "trustee-group": [
            replace(group, certs=tuple(group.certs[i] for i in swapped)),
            replace(group, threshold=3),
            replace(group, verification_keys=tuple(group.verification_keys[i] for i in swapped)),
        ],
    }
    for code, groups in spoilt.items():
        for other in groups:
            trustees = as_json(records.write_trustees(made.setup.trustees))
            trustees.append(as_json(records.write_trustees((other,)))[0])
            assert verify(set_up_anew(made, trustees=as_bytes(trustees))).refusal.code == code
