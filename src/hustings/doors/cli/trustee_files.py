"""A trustee's files: the secret, and the folder with everybody's messages. Needs no Django."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.ceremony import Contribution, Roster
from hustings.core.ballots.ceremony_messages import (
    Certificate,
    Complaint,
    MemberMessage,
    Message,
    SharesMessage,
    read_message,
    write_message,
)
from hustings.core.ballots.ceremony_refusals import BackupUnreadable
from hustings.core.ballots.engine import TrusteeGroup
from hustings.core.ballots.refusals import PollRefused
from hustings.core.errors import Refusal
from hustings.doors.cli.ballot_files import read_file, write_new

SECRET_FORMAT = "hustings-trustee-secret/1"
SECRET_SUFFIXES = (".key", ".privkey")
_MARK = b'{"format":"hustings-trustee-'
_SECRET_MARK = b'{"format":"' + SECRET_FORMAT.encode()

M = TypeVar("M", Certificate, SharesMessage, MemberMessage, Complaint)


class NotASecretFile(Refusal):
    """A file that holds no trustee's secret."""

    code = "trustee-other-file"
    says = "{file} is not a trustee's secret file."
    todo = "Choose the file that “hustings trustee key” wrote, or get it back from the backup with “recover”."


class SecretAmongMessages(Refusal):
    """A secret file lies in the folder that is passed around."""

    code = "trustee-secret-among-messages"
    says = "The secret file {file} lies in the folder of messages, which others are given."
    todo = "Move it out at once. If anybody else has seen it, tell the others and start the group anew."


@dataclass(frozen=True, slots=True)
class Folder:
    """The messages that lie in a folder, by kind, and the names of files that are no messages."""

    certificates: tuple[Certificate, ...]
    shares: tuple[SharesMessage, ...]
    keys: tuple[MemberMessage, ...]
    complaints: tuple[Complaint, ...]
    others: tuple[str, ...]

    def roster(self) -> Roster:
        """All certificates, checked. Raises: CeremonyRefused, SetupRefused, RecordRefused."""
        return ceremony.roster_of(self.certificates)

    def contributions(self, roster: Roster) -> tuple[Contribution, ...]:
        """All shares, checked. Raises: CeremonyRefused, SetupRefused, RecordRefused."""
        return ceremony.contributions_of(self.shares, roster=roster)


def read_folder(path: Path) -> Folder:
    """Every message in a folder, its form checked. Raises: FileUnreadable, SecretAmongMessages, CeremonyRefused."""
    messages, others = [], []
    for file in sorted(path.glob("*")):
        keep_apart(file, folder=path)
        if file.suffix != ".json":
            continue
        body = read_file(file)
        if body.startswith(_SECRET_MARK):
            raise SecretAmongMessages(file=file)
        if body.startswith(_MARK):
            messages.append(read_message(body, where=file.name))
        else:
            others.append(file.name)
    return Folder(
        certificates=_of(Certificate, messages),
        shares=_of(SharesMessage, messages),
        keys=_of(MemberMessage, messages),
        complaints=_of(Complaint, messages),
        others=tuple(others),
    )


def keep_apart(file: Path, *, folder: Path) -> None:
    """Refuse a file in the folder of messages whose name is that of a secret. Raises: SecretAmongMessages."""
    if file.suffix in SECRET_SUFFIXES and file.resolve().parent == folder.resolve():
        raise SecretAmongMessages(file=file)


def _of(kind: type[M], messages: Iterable[Message]) -> tuple[M, ...]:
    return tuple(message for message in messages if isinstance(message, kind))


def put(folder: Path, message: Message) -> Path:
    """Write an own message into the folder, under its usual name. Raises: FileTaken, FileUnreadable."""
    path = folder / name_of(message)
    write_new(path, write_message(message))
    return path


def name_of(message: Message) -> str:
    """The usual name of a message's file."""
    if isinstance(message, Complaint):
        return f"complaint-{message.index}-about-{message.about}.json"
    kinds = {Certificate: "certificate", SharesMessage: "shares", MemberMessage: "member"}
    return f"{kinds[type(message)]}-{message.index}.json"


def write_secret(path: Path, seed: str) -> None:
    """A trustee's secret file, for its owner only. Raises: FileTaken, FileUnreadable."""
    write_new(path, text.dump({"format": SECRET_FORMAT, "seed": seed}) + b"\n", private=True)


def read_secret(path: Path) -> str:
    """The seed in a trustee's secret file. Raises: FileUnreadable, NotASecretFile."""
    try:
        found = text.fields(json.loads(read_file(path).decode()), where=str(path), names=("format", "seed"))
        text.constant(found["format"], SECRET_FORMAT, "format")
        return trustee_seed.read_seed(text.string(found["seed"], "seed"))
    except (ValueError, RecursionError, PollRefused, BackupUnreadable) as problem:
        raise NotASecretFile(file=path) from problem


def write_group(made: TrusteeGroup) -> bytes:
    """The group's file for the election officer: the list of trustees as it stands in a poll's setup."""
    return records.write_trustees((made,)) + b"\n"


def spoken(digest: str) -> str:
    """The first 40 hexadecimal digits of a digest in groups of four, to be read aloud on the telephone."""
    return " ".join(digest[start : start + 4] for start in range(0, 40, 4))
