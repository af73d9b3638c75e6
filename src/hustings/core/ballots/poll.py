"""The state of one poll, and the checks that each event must pass to become part of it.

Writing (`box`) and judging (`verify`) an archive go through the same `Poll.take`, so nothing can be written that is
not also accepted, and the reverse.
"""

from collections.abc import Callable

from hustings.core.ballots import decryption, group, setup, trustees
from hustings.core.ballots.belenios_v1 import ballot_form, chain, records
from hustings.core.ballots.belenios_v1.chain import Chain, Event
from hustings.core.ballots.decryption import Decryption
from hustings.core.ballots.engine import Ciphertext, Draw, Engine, Setup, digest
from hustings.core.ballots.refusals import (
    DecryptionLinkWrong,
    OwnerTwice,
    OwnerUnknown,
    PollRefused,
    ResultWrong,
    TallyCountsWrong,
    TallyWrong,
    UnknownCredential,
)
from hustings.core.ballots.tables import base_table
from hustings.core.errors import Refusal

Votes = tuple[tuple[Ciphertext, ...], ...]


class Poll:
    """One poll, as far as its events have come.

    `doing` names the check at work, `done` those that hold so far with the number of things they looked at.
    """

    def __init__(self, *, engine: Engine, coins: Draw) -> None:
        self._engine, self._coins = engine, coins
        self.chain = Chain()
        self.doing = "chain"
        self.done: dict[str, int] = {}
        self.n_ballots = 0
        self.tally: Votes = ()
        self.tally_hash = ""
        self.decryptions: dict[int, tuple[Decryption, bytes]] = {}
        self.results: tuple[tuple[int, ...], ...] = ()
        self._setup: Setup | None = None
        self._weights: dict[str, int] = {}
        self._counted: dict[str, Votes] = {}
        self._owners: tuple[str, ...] = ()

    @property
    def setup(self) -> Setup:
        """What was fixed at the beginning. Raises: PollRefused before the setup event."""
        if self._setup is None:
            raise PollRefused(where="setup")
        return self._setup

    @property
    def has_setup(self) -> bool:
        """Whether the setup event has been taken."""
        return self._setup is not None

    @property
    def n_counted(self) -> int:
        """Credentials that have voted: of each, the last ballot counts."""
        return len(self._counted)

    @property
    def total_weight(self) -> int:
        """The weight of all ballots that count."""
        return sum(self._weights[credential] for credential in self._counted)

    @property
    def shape(self) -> tuple[int, ...]:
        """Choices per question."""
        return tuple(question.n_choices for question in self.setup.election.questions)

    def take(self, event: Event, *, proven: bool = False) -> None:
        """Check the next event and make it part of the poll. If it is refused, nothing changes.

        `proven` leaves out the costly mathematics for an archive of one's own, every event of which was checked before.

        Raises: PollRefused, BallotRefused, with the event's place.
        """
        takers: dict[str, Callable[[Event, bool], None]] = {
            chain.SETUP: self._take_setup,
            chain.BALLOT: self._take_ballot,
            chain.END_BALLOTS: self._take_end,
            chain.ENCRYPTED_TALLY: self._take_tally,
            chain.PARTIAL_DECRYPTION: self._take_decryption,
            chain.RESULT: self._take_result,
        }
        self.doing = "chain"
        self.chain.check(event)
        try:
            takers[event.type](event, proven)
        except Refusal as refusal:
            refusal.where = ", ".join(filter(None, (event.where, refusal.where)))
            raise
        self.chain.accept(event)
        self.doing = "container"

    def _take_setup(self, event: Event, proven: bool) -> None:
        self.doing = "election"
        found = setup.read_setup(event.data)
        if not proven:
            self.done["election"] = len(found.election.questions)
            self.doing = "trustees"
            self.done["trustees"] = setup.trustees_hold(found)
            self.doing = "credentials"
            self.done["credentials"] = setup.credentials_hold(found, engine=self._engine, coins=self._coins)
        self._setup = found
        self._weights = {credential.element: credential.weight for credential in found.credentials}
        self._owners = trustees.owners(found.trustees)

    def _take_ballot(self, event: Event, proven: bool) -> None:
        self.doing = "ballots"
        election = self.setup.election
        form = ballot_form.read_ballot(event.data[0], election=election)
        if form.credential not in self._weights:
            raise UnknownCredential(where="credential")
        if not proven:
            self._engine.check_ballot(election=election, ballot=event.data[0])
        self._counted[form.credential] = tuple(answer.choices for answer in form.answers)
        self.n_ballots += 1

    def _take_end(self, event: Event, proven: bool) -> None:
        self.done["ballots"] = self.n_ballots

    def recomputed_tally(self) -> Votes:
        """The product of the last ballot of each credential, each to the power of its weight."""
        counted = [(votes, self._weights[credential]) for credential, votes in self._counted.items()]
        return self._engine.add_up(election=self.setup.election, counted=counted)

    def _take_tally(self, event: Event, proven: bool) -> None:
        self.doing = "tally"
        stated = records.read_tally(event.data[0], shape=self.shape)
        n_tallied, total_weight, hashed = records.read_sized_tally(event.data[1])
        if not proven and stated != self.recomputed_tally():
            raise TallyWrong(where="encrypted tally")
        for name, number, found in (
            ("ballots", n_tallied, self.n_counted),
            ("as total weight", total_weight, self.total_weight),
        ):
            if number != found:
                raise TallyCountsWrong(stated=f"{number} {name}", found=found, where="sized tally")
        if hashed != digest(event.data[0]):
            raise TallyWrong(where="sized tally")
        self.tally, self.tally_hash = stated, hashed
        self.done["tally"] = sum(self.shape)

    def public_key_of(self, owner: int) -> str:
        """The key of the trustee with this number, from 1. Raises: OwnerUnknown."""
        if not 1 <= owner <= len(self._owners):
            raise OwnerUnknown(owner=owner, n_trustees=len(self._owners), where="owned reference")
        return self._owners[owner - 1]

    def _take_decryption(self, event: Event, proven: bool) -> None:
        self.doing = "decryptions"
        owner, hashed = records.read_owned(event.data[1])
        public_key = self.public_key_of(owner)
        if owner in self.decryptions:
            raise OwnerTwice(owner=owner, where="owned reference")
        if hashed != digest(event.data[0]):
            raise DecryptionLinkWrong(where="owned reference")
        found = decryption.read_decryption(event.data[0], shape=self.shape)
        if not proven:
            decryption.decryption_holds(
                found,
                tally=self.tally,
                election_hash=self.setup.election.fingerprint,
                public_key=public_key,
                owner=owner,
            )
        self.decryptions[owner] = (found, event.data[0])
        self.done["decryptions"] = len(self.decryptions)

    def opened_tally(self) -> list[list[group.Point]]:
        """The base point times each count. Raises: DecryptionsMissing."""
        parts = {owner: found for owner, (found, _) in self.decryptions.items()}
        return decryption.opened(self.tally, trustees=self.setup.trustees, parts=parts)

    def _take_result(self, event: Event, proven: bool) -> None:
        self.doing = "result"
        stated = records.read_result(event.data[0], shape=self.shape)
        opened = self.opened_tally()
        for question, row in enumerate(stated):
            for answer, number in enumerate(row):
                point = base_table().times(number)
                if number > self.total_weight or not group.equal(point, opened[question][answer]):
                    raise ResultWrong(question=question + 1, answer=answer + 1, where="result")
        self.results = stated
        self.done["result"] = sum(self.shape)
