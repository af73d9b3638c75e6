"""The files of a secret poll that people carry from one machine to another, and their refusals. Needs no Django."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hustings.core.ballots.belenios_v1 import chain, records, text
from hustings.core.ballots.credentials import public_credential, read_credential_file, typed_credential
from hustings.core.ballots.engine import (
    Credential,
    Draw,
    PartialDecryption,
    Question,
    Setup,
    SingleTrustee,
    Trustee,
)
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.poll import Poll
from hustings.core.ballots.refusals import PollRefused, UnknownCredential, WrongElection
from hustings.core.ballots.setup import ListedElements
from hustings.core.ballots.trustees import joint_key, trustees_hold
from hustings.core.canonical import sha256_hex
from hustings.core.errors import Refusal

PUBLIC_LIST_FORMAT = "hustings-public-credentials/1"
DECRYPTION_FORMAT = "hustings-partial-decryption/1"


class FileUnreadable(Refusal):
    """A file that cannot be opened or written."""

    code = "ballots-unreadable-file"
    says = "{file} cannot be used: {why}."
    todo = "Check the path and that you may open it."


class FileTaken(Refusal):
    """A file that would be written over."""

    code = "ballots-file-taken"
    says = "{file} is there already, and nothing is ever written over."
    todo = "Choose another name, or move the old file away."


class NotSuchAFile(Refusal):
    """A file that holds something else."""

    code = "ballots-other-file"
    says = "{file} does not hold {wanted}."
    todo = "Choose the file that “hustings {maker}” wrote."


class NoSuchAnswer(Refusal):
    """An answer that is not on the ballot."""

    code = "ballots-no-such-answer"
    says = "“{answer}” is not an answer of this poll. Its answers are: {answers}."
    todo = "Write one of them as it stands there, or its number."


class OtherQuestions(Refusal):
    """A poll that was not made here and asks in another way."""

    code = "ballots-other-questions"
    says = "This poll asks {n_questions} questions; ballots are made here for one question with one answer."
    todo = "Make the ballot with the program that the poll was made for."


@dataclass(frozen=True, slots=True)
class PublicList:
    """The public credentials of one election: who may vote, without saying who they are."""

    election: str
    credentials: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 that the record names when the poll is declared."""
        return sha256_hex(records.write_credentials(ListedElements(self.credentials)))


def read_file(path: Path) -> bytes:
    """A whole file. Raises: FileUnreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=path, why=(error.strerror or "it cannot be opened").lower()) from error


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet; a private one only its owner may read. Raises: FileTaken, FileUnreadable."""
    try:
        path.touch(mode=0o600 if private else 0o644, exist_ok=False)
        path.write_bytes(data)
    except FileExistsError as error:
        raise FileTaken(file=path) from error
    except OSError as error:
        raise FileUnreadable(file=path, why=(error.strerror or "it cannot be written").lower()) from error


def make_folder(path: Path, *, empty: bool = False) -> None:
    """Make a folder that only its owner may open. Raises: FileUnreadable; FileTaken where it should be empty."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = next(path.iterdir(), None)
    except OSError as error:
        raise FileUnreadable(file=path, why=(error.strerror or "it is no folder").lower()) from error
    if empty and held is not None:
        raise FileTaken(file=held)


def is_uuid(name: str) -> bool:
    """Whether an election can have this name."""
    try:
        return text.uuid(name, "") == name
    except PollRefused:
        return False


# a trustee's public key


def write_trustee(trustee: SingleTrustee) -> bytes:
    """A trustee's public key with the proof that its maker knows the private one."""
    return text.dump(records.single_form(trustee)) + b"\n"


def read_trustee(path: Path) -> Trustee:
    """A trustee's public key, or a threshold group's, every proof checked.

    Raises: FileUnreadable, NotSuchAFile, SetupRefused.
    """
    wrong = NotSuchAFile(file=path, wanted="the public key of a trustee or of a group", maker="ballots make-trustee")
    body = read_file(path).strip()
    try:
        (trustee,) = records.read_trustees(body if body.startswith(b"[") else b'[["Single",' + body + b"]]")
        made = joint_key([trustee])
    except (PollRefused, ValueError) as problem:  # ValueError: two in one file
        raise wrong from problem
    trustees_hold([trustee], public_key=made)
    return trustee


# public credentials


def write_public_list(*, election: str, credentials: Sequence[Credential]) -> bytes:
    """The public list, sorted, so that its order says nothing about the voters."""
    listed = sorted(credential.public for credential in credentials)
    return text.dump({"format": PUBLIC_LIST_FORMAT, "election": election, "credentials": listed}) + b"\n"


def read_public_list(path: Path) -> PublicList:
    """The public list of an election. Raises: FileUnreadable, NotSuchAFile."""
    wrong = NotSuchAFile(file=path, wanted="a list of public credentials", maker="ballots make-credentials")
    found = _object(path, wrong, ("format", "election", "credentials"), PUBLIC_LIST_FORMAT)
    try:
        election = text.uuid(found["election"], "election")
        elements = text.items(found["credentials"], text.hexadecimal, where="credentials", least=1)
    except PollRefused as refusal:
        raise wrong from refusal
    return PublicList(election, elements)


# a partial decryption


def write_decryption(part: PartialDecryption) -> bytes:
    """A trustee's part, as it goes to the election officer."""
    form = {"format": DECRYPTION_FORMAT, "owner": part.owner}
    form |= {"payload": part.payload.decode(), "second_proof": part.second_proof.decode()}
    return text.dump(form) + b"\n"


def read_decryption(path: Path) -> PartialDecryption:
    """A trustee's part; whether it is right, the box finds out. Raises: FileUnreadable, NotSuchAFile."""
    wrong = NotSuchAFile(file=path, wanted="a trustee's part of the decryption", maker="trustee decrypt")
    found = _object(path, wrong, ("format", "owner", "payload", "second_proof"), DECRYPTION_FORMAT)
    try:
        owner = text.small(found["owner"], "owner", least=1)
        payload, proof = (text.string(found[key], key) for key in ("payload", "second_proof"))
    except PollRefused as refusal:
        raise wrong from refusal
    return PartialDecryption(owner=owner, payload=payload.encode(), second_proof=proof.encode())


# ballots


def read_setup(archive: BinaryIO, *, coins: Draw, proven: bool = False) -> Setup:
    """What was fixed when the poll was declared, checked whole unless the archive is one's own (`proven`).

    Raises: PollRefused.
    """
    poll = Poll(engine=ENGINE, coins=coins)
    _, events = chain.open_archive(archive)
    first = next(events, None)
    if first is None:
        raise PollRefused(where="archive")
    poll.take(first, proven=proven)
    return poll.setup


def election_of(credential_file: Path) -> str:
    """The election that a credential is for. Raises: FileUnreadable, CredentialRefused."""
    return read_credential_file(read_file(credential_file)).election


def make_ballot(*, setup: Setup, credential_file: Path, answer: str, draw: Draw) -> bytes:
    """An encrypted ballot for one answer, given in words or by its number from 1, with a credential from a file.

    Raises: FileUnreadable, WrongElection, those of `make_ballot_by_code`.
    """
    held = read_credential_file(read_file(credential_file))
    if held.election != setup.election.uuid:
        raise WrongElection(where=str(credential_file))
    return make_ballot_by_code(setup=setup, code=held.credential, answer=answer, draw=draw, where=str(credential_file))


def make_ballot_by_code(*, setup: Setup, code: str, answer: str, draw: Draw, where: str = "code") -> bytes:
    """An encrypted ballot for one answer, with a credential as it stands in a letter.

    Raises: CredentialRefused, UnknownCredential, OtherQuestions, NoSuchAnswer.
    """
    secret = typed_credential(code)
    public = public_credential(uuid=setup.election.uuid, secret=secret)
    if all(listed.element != public for listed in setup.credentials):
        raise UnknownCredential(where=where)
    if len(setup.election.questions) != 1:
        raise OtherQuestions(n_questions=len(setup.election.questions))
    question = setup.election.questions[0]
    chosen = place_of(answer, question) + question.blank
    choices = [[int(chosen == each) for each in range(question.n_choices)]]
    return ENGINE.make_ballot(election=setup.election, credential=secret, choices=choices, draw=draw)


def place_of(answer: str, question: Question) -> int:
    """Where the answer stands among the answers, from 0: by its words, or else by its number from 1.

    Raises: NoSuchAnswer, also where capitals alone tell two answers apart.
    """
    exact = [place for place, each in enumerate(question.answers) if each == answer]
    alike = [place for place, each in enumerate(question.answers) if each.casefold() == answer.strip().casefold()]
    number = [place for place in range(len(question.answers)) if str(place + 1) == answer.strip()]
    for found in (exact, alike, number):
        if len(found) == 1:
            return found[0]
    listed = ", ".join(f"{place} {each}" for place, each in enumerate(question.answers, start=1))
    raise NoSuchAnswer(answer=answer, answers=listed)


def _object(path: Path, wrong: NotSuchAFile, names: tuple[str, ...], form: str) -> dict[str, object]:
    try:
        value = json.loads(read_file(path).decode("utf-8"))
        found = text.fields(value, where=str(path), names=names)
        text.constant(found["format"], form, "format")
    except (ValueError, RecursionError, PollRefused) as problem:
        raise wrong from problem
    return found
