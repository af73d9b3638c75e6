"""Voices: who of the members supports what, without saying who. Not actions: no support is an entry of the record.

A voice is HMAC-SHA256 of the member's number under a random key of the cycle. The key is a file beside the database, so
that neither the database nor its copies can join a voice to a member; it is destroyed when the collection is closed.
"""

import hashlib
import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hustings.core.phases import FIELDING
from hustings.core.values import Actor, Role
from hustings.ground.clock import iso
from hustings.ground.record.queries import chain_of
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.questions.families import Families
from hustings.rooms.questions.models import PUBLISHED, Collection, Support
from hustings.rooms.questions.refusals import (
    AlreadySupported,
    CollectionClosed,
    NoCollection,
    NotAMember,
    NotOpenTo,
    NotSupported,
    NoVoice,
    VoiceKeyMissing,
)
from hustings.rooms.roll.queries import status_of

KEY_BYTES = 32


def support(*, cycle: str, question: str, actor: Actor, at: datetime) -> str:
    """Support a question; one that was merged stands for the question it was merged into. The answer is the code.

    Raises: NotAllowed, NoSuchQuestion, AlreadySupported, and what `voice_of` raises.
    """
    voice = voice_of(cycle=cycle, actor=actor, at=at)
    with transaction.atomic():
        known = Families(cycle)
        root = known.root(known.the(question))
        if root.state != PUBLISHED:
            raise NotOpenTo(question=root.code, state=root.state, wanted=PUBLISHED)
        if Support.objects.filter(question__in=known.with_merged(root), voice=voice).exists():
            raise AlreadySupported(question=root.code)
        Support.objects.get_or_create(question=root, voice=voice)
    return root.code


def withdraw(*, cycle: str, question: str, actor: Actor, at: datetime) -> str:
    """Take a support back. The answer is the code of the question.

    Raises: NotAllowed, NoSuchQuestion, NotSupported, and what `voice_of` raises.
    """
    voice = voice_of(cycle=cycle, actor=actor, at=at)
    with transaction.atomic():
        known = Families(cycle)
        root = known.root(known.the(question))
        n_gone, _ = Support.objects.filter(question__in=known.with_merged(root), voice=voice).delete()
        if not n_gone:
            raise NotSupported(question=root.code)
    return root.code


def voice_of(*, cycle: str, actor: Actor, at: datetime) -> str:
    """The voice of a member while questions are taken.

    Raises: NotAllowed, NoCollection, CollectionClosed, WrongPhase, NotAMember, NoVoice, VoiceKeyMissing.
    """
    if Role.MEMBER not in actor.roles or not actor.scope:
        raise NotAllowed(allowed=str(Role.MEMBER))
    row = taking(cycle, at)
    status = status_of(number=actor.scope, actor=actor)
    if not status:
        raise NotAMember
    if status not in row.statuses:
        raise NoVoice(statuses=", ".join(row.statuses), status=status)
    return hashed(cycle, actor.scope)


def taking(cycle: str, at: datetime) -> Collection:
    """The collection of a cycle, if questions are taken at that moment. Raises: as `voice_of`."""
    row = Collection.objects.filter(cycle=cycle).first()
    if row is None:
        raise NoCollection(cycle=cycle)
    if row.closed_at is not None or at >= row.closes_at:
        raise CollectionClosed(closes=iso(row.closed_at or row.closes_at), where=cycle)
    phase = chain_of(cycle=cycle).phase
    if phase not in FIELDING:
        raise WrongPhase(phase=phase, allowed=", ".join(sorted(FIELDING)), where=cycle)
    return row


def hashed(cycle: str, number: str) -> str:
    """The voice of the member with this number: 64 hex digits. Raises: VoiceKeyMissing."""
    path = key_path(cycle)
    if not path.exists():
        raise VoiceKeyMissing(file=f"{path.parent.name}/{path.name}", where=cycle)
    return hmac.new(path.read_bytes(), f"{cycle}\n{number}".encode(), hashlib.sha256).hexdigest()


def key_path(cycle: str) -> Path:
    """Where the key of a cycle's voices lies."""
    folder: Path = settings.CONFIG.files / "voices"
    return folder / f"{cycle}.key"


def make_key(cycle: str) -> None:
    """A new random key, readable by its owner only. One left behind by an unfinished opening is replaced."""
    path = key_path(cycle)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def forget_key(cycle: str) -> None:
    """Destroy the key: from now on nobody can say whose voice is whose, with the roll in hand either."""
    key_path(cycle).unlink(missing_ok=True)
