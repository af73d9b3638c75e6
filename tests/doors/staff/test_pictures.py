"""A candidate's picture: checked, with its words and licence, shown to everybody with the next publication."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.core.bundle import open_bundle
from hustings.core.canonical import sha256_hex
from hustings.core.values import Role
from hustings.ground.record.actions import withhold_payload
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.publication.actions import publish
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import published
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
SAID = {"alt": "Dana Reyes at the harbor", "credit": "Harbor Photo Club", "licence": "CC BY 4.0"}
FORM = here("candidates/CAND-1/picture/")


def test_a_picture_is_shown_with_its_words_and_licence_after_the_next_publication(client: Client) -> None:
    house.fielded()
    cora = house.as_role(Role.COMMUNICATIONS)
    assert done(cora.post(FORM, file=SimpleUploadedFile("d.png", PNG), **SAID), here("candidates/CAND-1/"))
    assert publishable_entries(cycle=CYCLE)[-1].body == {
        "candidate": "CAND-1", "digest": sha256_hex(PNG), "type": "image/png", "n_bytes": len(PNG), **SAID,
    }  # fmt: skip
    assert "CC BY 4.0" in cora.get(here("candidates/CAND-1/")).content.decode()
    publish(cycle=CYCLE, note="First", actor=house.ALL, at=house.at())
    address = f"/c/{CYCLE}/candidates/CAND-1/"
    text = client.get(address).content.decode()
    assert f'<img src="{address}picture" alt="Dana Reyes at the harbor"' in text
    assert "Harbor Photo Club. Licence: CC BY 4.0" in text
    shown = client.get(f"{address}picture")
    assert (shown.content, shown.headers["Content-Type"]) == (PNG, "image/png")
    assert client.get(f"/c/{CYCLE}/candidates/CAND-2/picture").status_code == 404
    assert "<img" not in client.get(f"/c/{CYCLE}/candidates/CAND-2/").content.decode()


def test_only_a_real_picture_with_words_credit_and_licence_is_taken() -> None:
    house.fielded()
    ines = house.as_role(Role.DIRECTOR)
    for name, data, code in (
        ("d.pdf", b"%PDF-1.7", "picture-refused"),
        ("d.png", b"<svg/>", "file-refused"),
        ("d.png", PNG + b"0" * 2_000_000, "picture-refused"),
    ):
        assert refused(ines.post(FORM, file=SimpleUploadedFile(name, data), **SAID), code, kept="CC BY 4.0")
    bare = ines.post(FORM, file=SimpleUploadedFile("d.png", PNG), alt="", credit="", licence="")
    assert wrong(bare, "alt", "credit", "licence")


def test_a_picture_lies_in_the_bundle_until_it_is_withheld() -> None:
    house.fielded()
    cora, name = house.as_role(Role.COMMUNICATIONS), f"files/{sha256_hex(PNG)}.png"
    cora.post(FORM, file=SimpleUploadedFile("d.png", PNG), **SAID)
    publish(cycle=CYCLE, note="First", actor=house.ALL, at=house.at())
    pictured = next(each for each in published(cycle=CYCLE).entries if each.verb == "candidate.pictured")
    assert open_bundle(bundle_of(shown=published(cycle=CYCLE)).data).files[name] == PNG
    withhold_payload(
        cycle=CYCLE,
        seq=pictured.seq,
        ground="court order",
        reason="Not hers.",
        actor=house.ALL,
        at=house.at(),
    )
    assert name not in open_bundle(bundle_of(shown=published(cycle=CYCLE)).data).files
