"""What is fixed before the first ballot: making it, and checking it whole."""

from collections.abc import Iterable, Sequence
from typing import overload

from hustings.core.ballots import trustees as trustee_keys
from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.engine import Draw, Election, Engine, PublicCredential, Question, Setup, Trustee, digest
from hustings.core.ballots.refusals import CredentialTwice, RecordMalformed, SetupLinkWrong, TextNotAllowed


def make_election(
    *,
    uuid: str,
    name: str,
    description: str,
    questions: Sequence[Question],
    trustees: Sequence[Trustee],
    administrator: str | None = None,
    credential_authority: str | None = None,
) -> Election:
    """An election under the key that the trustees make together.

    Raises: TextNotAllowed for an empty text, a control character or two equal answers; ElectionLimitsWrong;
    RecordMalformed for a bad uuid.
    """
    for question in questions:
        _texts_hold({f"an answer to {question.question!r}": answer for answer in question.answers})
        if len(set(question.answers)) != len(question.answers):
            raise TextNotAllowed(field=f"the answers to {question.question!r}", reason="two of them are the same")
    office = {"administrator": administrator, "credential_authority": credential_authority}
    stated = {key: value for key, value in office.items() if value is not None}
    _texts_hold({"name": name, "description": description, **{q.question: q.question for q in questions}, **stated})
    form: dict[str, object] = {
        "version": 1,
        "description": description,
        "name": name,
        "group": "Ed25519",
        "public_key": trustee_keys.joint_key(trustees),
        "questions": [records.write_question(question) for question in questions],
        "uuid": uuid,
    }
    return records.read_election(text.dump(form | stated))


def _texts_hold(texts: dict[str, str]) -> None:
    for field, value in texts.items():
        try:
            if not text.string(value, field).strip():
                raise TextNotAllowed(field=field, reason="it is empty")
            value.encode("utf-8")
        except (RecordMalformed, UnicodeEncodeError) as problem:
            raise TextNotAllowed(field=field, reason="it holds a control character") from problem


def write_setup(setup: Setup) -> tuple[bytes, bytes, bytes, bytes]:
    """The four records of the setup event, in order."""
    bodies = (
        setup.election.raw,
        records.write_trustees(setup.trustees),
        records.write_credentials(setup.credentials),
    )
    election, trustees, credentials = map(digest, bodies)
    return (*bodies, records.write_setup(election=election, trustees=trustees, credentials=credentials))


def read_setup(data: tuple[bytes, ...]) -> Setup:
    """The setup from its four records. Raises: RecordRefused, SetupRefused."""
    election, trustees, credentials, links = data
    stated = records.read_setup(links)
    for name, body in zip(("election", "trustees", "credentials"), data[:3], strict=True):
        if stated[name] != digest(body):
            raise SetupLinkWrong(record=name, where="setup")
    return Setup(
        election=records.read_election(election),
        trustees=records.read_trustees(trustees),
        credentials=records.read_credentials(credentials),
    )


def trustees_hold(setup: Setup) -> int:
    """Check all trustees against the election's key. Returns: how many decrypt. Raises: SetupRefused, RecordRefused."""
    return trustee_keys.trustees_hold(setup.trustees, public_key=setup.election.public_key)


def credentials_hold(setup: Setup, *, engine: Engine, coins: Draw) -> int:
    """Check that the public credentials are distinct elements; how many. Raises: CredentialTwice, RecordRefused."""
    seen: set[str] = set()
    for credential in setup.credentials:
        if credential.element in seen:
            raise CredentialTwice(credential=credential.element, where="credentials")
        seen.add(credential.element)
    engine.elements_hold([credential.element for credential in setup.credentials], coins=coins)
    return len(seen)


class ListedElements(Sequence[PublicCredential]):
    """Credentials of weight 1 in the order in which they are published, which says nothing about the voters.

    Each is made when it is asked for: a million of them at once would take more memory than the archive.
    """

    def __init__(self, elements: Iterable[str]) -> None:
        self._elements = sorted(elements)

    def __len__(self) -> int:
        return len(self._elements)

    @overload
    def __getitem__(self, index: int) -> PublicCredential: ...
    @overload
    def __getitem__(self, index: slice) -> "tuple[PublicCredential, ...]": ...
    def __getitem__(self, index: int | slice) -> "PublicCredential | tuple[PublicCredential, ...]":
        if isinstance(index, slice):
            return tuple(map(PublicCredential, self._elements[index]))
        return PublicCredential(self._elements[index])
