"""What a booth reads at an archive's beginning: the election's bytes, and shelves of the list of credentials."""

import io
from hashlib import sha256

import pytest

from hustings.core.ballots.belenios_v1 import container, records
from hustings.core.ballots.belenios_v1.opening import election_bytes, shelf, shelf_digits
from hustings.core.ballots.box import Box
from hustings.core.ballots.engine import PublicCredential
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.refusals import ArchiveCut
from tests.core.ballots.making import TIMESTAMP, make_setup

LISTED = tuple(
    PublicCredential(element, weight=1 + (number % 7 == 0) * number)
    for number, element in enumerate(
        sorted(sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(4000)), start=1
    )
)


def archive_with(credentials: bytes) -> io.BytesIO:
    """An archive's beginning with a long list, of which only the form matters here."""
    bodies = (b'{"an":"election"}', b"[]", credentials, b"{}")
    packed = [container.pack_data(body, timestamp=TIMESTAMP) for body in bodies]
    return io.BytesIO(container.pack_first(timestamp=TIMESTAMP) + b"".join(packed) + b"behind")


def test_the_election_s_bytes_are_those_that_its_fingerprint_names() -> None:
    made = make_setup()
    _, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    assert election_bytes(io.BytesIO(first.chunk)) == made.election.raw
    assert shelf(io.BytesIO(first.chunk), "") == tuple(each.element for each in made.setup.credentials)


def test_each_shelf_holds_exactly_the_credentials_with_its_digits() -> None:
    stream = archive_with(records.write_credentials(LISTED))
    told = [each.element if each.weight == 1 else f"{each.element},{each.weight}" for each in LISTED]
    for prefix in ("", "0", "00", "7f", "ff", *(f"{n:x}" for n in range(16)), LISTED[0].element, LISTED[-1].element):
        assert shelf(stream, prefix) == tuple(each for each in told if each.startswith(prefix))


def test_a_list_without_entries_has_an_empty_shelf() -> None:
    assert shelf(archive_with(b"[]"), "ab") == ()


def test_an_archive_cut_off_within_its_list_is_refused() -> None:
    whole = archive_with(records.write_credentials(LISTED)).getvalue()
    with pytest.raises(ArchiveCut):
        shelf(io.BytesIO(whole[:100_000]), "ab")


@pytest.mark.parametrize(
    ("n_credentials", "digits"), [(0, 0), (1023, 0), (1024, 1), (3000, 1), (16_384, 2), (1_300_000, 3)]
)
def test_a_shelf_holds_at_least_64_credentials_on_average(n_credentials: int, digits: int) -> None:
    assert shelf_digits(n_credentials) == digits
