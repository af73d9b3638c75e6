"""What may be said about somebody who does not take part."""

import pytest

from hustings.core.hearings import DeclinedNotSaid, check_reported_status


@pytest.mark.parametrize("status", ["held", "being arranged", "no meeting reported as of 31 January 2024", "announced"])
def test_a_status_that_accuses_nobody_is_free(status: str) -> None:
    check_reported_status(status, source_says_declined=False)


@pytest.mark.parametrize("status", ["declined", "Declines to attend", "refused", "turned down", "rejected the offer"])
def test_declined_needs_somebody_who_confirms_that_the_source_says_so(status: str) -> None:
    with pytest.raises(DeclinedNotSaid) as refused:
        check_reported_status(status, source_says_declined=False, where="roundtable.reported")
    assert refused.value.code == "declined-not-said"
    assert refused.value.facts == {"status": status}
    check_reported_status(status, source_says_declined=True)
