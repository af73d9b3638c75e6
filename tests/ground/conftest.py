"""A record with a small action of its own, so that the ground is tested without any room."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hustings.core.values import Actor, Kind, Role, Visibility
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.ground.record.declared import Done, action
from tests.ground.mail_servers import MailServer, mail_server_at

AT = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
DIRECTOR = Actor("director-1", frozenset({Role.DIRECTOR}))
SECRETARY = Actor("secretary-1", frozenset({Role.SECRETARY}))
MEMBER = Actor("member-1", frozenset({Role.MEMBER}))


@action(may=Role.DIRECTOR, phases={"open"}, records="word.said", visibility=Visibility.PUBLIC)
def say(*, cycle: str, word: str, actor: Actor, at: datetime, sources: tuple[dict[str, str], ...] = ()) -> Done[str]:
    """Say a word."""
    body = {"word": word} | ({"sources": list(sources)} if sources else {})
    return Done(word, subject=word, body=body)


@action(may=Role.DIRECTOR, records="word.kept", visibility=Visibility.STAFF)
def keep(*, cycle: str, word: str, actor: Actor, at: datetime) -> Done[str]:
    """Keep a word for staff."""
    return Done(word, subject=word, body={"word": word})


def open_record(code: str = "words", kind: Kind = Kind.LIVE, phase: str = "open") -> str:
    open_chain(code=code, kind=kind, title="Words", phase=phase, body={}, role="system", at=AT)
    return code


@pytest.fixture
def words(db: None) -> str:
    open_record(HOUSE, phase="")
    return open_record()


@pytest.fixture
def mail_server(tmp_path: Path, settings: Any) -> Iterator[MailServer]:
    """A mail server of this machine, to which the settings send every letter."""
    with mail_server_at(tmp_path / "box") as server:
        settings.CONFIG = replace(settings.CONFIG, mail_url=f"smtp://127.0.0.1:{server.port}")
        yield server
