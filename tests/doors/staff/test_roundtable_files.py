"""A transcript goes from the desk to the public page and the bundle, or stays at the desk."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.core.canonical import sha256_hex
from hustings.core.values import Role
from hustings.rooms.publication.actions import publish
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused
from tests.rooms.asking import keep_files_in

pytestmark = pytest.mark.django_db

WORDS = b"Dana Reyes: I will dredge the harbor."
OUTCOME = {
    "minutes": "55", "n_leaders": "2", "n_members": "20", "n_questions": "3", "topics": "Dredging",
    "press": "no press", "summary": "She spoke.", "minutes_text": "Word for word.",
}  # fmt: skip


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("words.txt", WORDS)


def test_a_transcript_is_given_to_everybody_or_kept_at_the_desk(tmp_path, settings):
    keep_files_in(tmp_path, settings)
    house.hearing()
    house.set_clock(house.START.replace(day=22))
    sal = house.as_role(Role.SECRETARY)
    assert done(sal.post(here("roundtables/RT-1/hold/"), **OUTCOME))
    path, meeting = here("roundtables/RT-1/file/"), here("roundtables/RT-1/")
    assert refused(sal.post(path, kind="recording"), "nothing-kept")
    assert done(sal.post(path, kind="transcript", file=upload()), meeting)
    assert done(sal.post(path, kind="recording", link="https://video.example/1"), meeting)
    text = sal.get(meeting).content.decode()
    assert "for the desk only" in text
    assert sal.get(here("roundtables/RT-1/files/1/")).content == WORDS
    publish(cycle=CYCLE, note="Held", actor=house.ALL, at=house.at())
    public, kept = Client(), f"/c/{CYCLE}/roundtables/RT-1/kept/1"
    page = public.get(f"/c/{CYCLE}/roundtables/RT-1/").content.decode()
    assert sha256_hex(WORDS) in page
    assert "https://video.example/1" in page
    assert kept not in page
    assert public.get(kept).status_code == 404

    assert done(sal.post(path, kind="transcript", file=upload(), link="https://minutes.example/1", shown="on"), meeting)
    publish(cycle=CYCLE, note="Given", actor=house.ALL, at=house.at())
    assert public.get(f"/c/{CYCLE}/roundtables/RT-1/kept/3").content == WORDS
    bundle = zipfile.ZipFile(BytesIO(public.get(f"/c/{CYCLE}/bundle.zip").content))
    assert bundle.read(f"files/{sha256_hex(WORDS)}.txt") == WORDS
