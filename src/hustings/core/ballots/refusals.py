"""Everything the secret poll refuses, each with a stable code.

Refusal
├── PollRefused              a poll, its archive or one of its records does not hold
│   ├── ContainerRefused …   the file itself: headers, names, padding
│   ├── ChainRefused …       the events and their order
│   ├── RecordRefused …      one record: its form, its elements
│   ├── SetupRefused …       election, trustees, credentials
│   └── OutcomeRefused …     tally, decryptions, result
├── BallotRefused …          one ballot, at intake and in an archive alike
└── CredentialRefused …      what a voter holds
"""

from hustings.core.errors import Refusal


class PollRefused(Refusal):
    """The poll or its archive does not hold."""

    code = "poll-refused"
    says = "The poll does not hold."
    todo = "Do not rely on it. Get a fresh copy and compare its head with the published one."


class ContainerRefused(PollRefused):
    """The archive is not a well-formed sequence of records."""

    code = "archive-container"


class HeaderWrong(ContainerRefused):
    """A record's header is not exactly the one the format prescribes."""

    code = "archive-header"
    says = "Record {index} of the archive has a header that the format does not allow."


class ArchiveCut(ContainerRefused):
    """The archive stops inside a record, or between an event's data and the event."""

    code = "archive-cut"
    says = "The archive stops in the middle of record {index}."


class PaddingWrong(ContainerRefused):
    """A record is not padded with zeros."""

    code = "archive-padding"
    says = "Record {index} of the archive is not padded with zeros."


class RecordHashWrong(ContainerRefused):
    """A record's name is not the hash of its content."""

    code = "archive-record-hash"
    says = "The name of record {index} is not the hash of its content."


class RecordTwice(ContainerRefused):
    """The same record stands in the archive twice."""

    code = "archive-record-twice"
    says = "The record {name} stands in the archive twice."


class ArchiveChanged(ContainerRefused):
    """A record that is read a second time is not what it was."""

    code = "archive-changed"
    says = "The archive changed while it was read."
    todo = "Copy the archive to a place where nobody writes to it, and check the copy."


class ChainRefused(PollRefused):
    """The chain of events does not hold."""

    code = "archive-chain"


class EventOrderWrong(ChainRefused):
    """An event stands where the order of a poll does not allow it."""

    code = "archive-event-order"
    says = "The event {type} may not follow {after}."


class EventLinkWrong(ChainRefused):
    """An event does not name its predecessor, or its height is wrong."""

    code = "archive-event-link"
    says = "The event {type} does not continue the chain: its {field} is wrong."


class EventDataWrong(ChainRefused):
    """An event does not come with exactly the records it needs."""

    code = "archive-event-data"
    says = "The event {type} does not stand right behind exactly its own records."


class ShuffleRefused(ChainRefused):
    """Shuffles and ranked questions are not part of this poll format."""

    code = "archive-shuffle"
    says = "The archive holds a shuffle. Ranked questions are not supported here."
    todo = "Check this poll with a program that supports ranked questions."


class NotFinished(ChainRefused):
    """The archive ends before the result."""

    code = "archive-not-finished"
    says = "The archive ends with {last}, before the result."
    todo = "Get the complete archive, or ask for a check of an unfinished poll."


class HeadDiffers(ChainRefused):
    """The last event is not the one that was published."""

    code = "archive-head"
    says = "The archive ends with the head {head}, but the published head is {expected}."
    todo = "Records may be missing at the end, or this is another archive. Compare copies."


class RecordRefused(PollRefused):
    """One record does not have its prescribed form."""

    code = "record-refused"


class RecordMalformed(RecordRefused):
    """A record has a wrong field, type, length or number form."""

    code = "record-malformed"
    says = "The record is malformed: {reason}."


class NotCanonicalRecord(RecordRefused):
    """A record is written in another than its one canonical form."""

    code = "record-not-canonical"
    says = "The record is not written in its canonical form."


class ElementInvalid(RecordRefused):
    """A text does not stand for an element of the prime-order group."""

    code = "element-invalid"
    says = "{element} is not an element of the group."


class ElementNeutral(RecordRefused):
    """The neutral element stands where it would switch a protection off."""

    code = "element-neutral"
    says = "The neutral element is not allowed here."


class SetupRefused(PollRefused):
    """Election, trustees or credentials do not fit."""

    code = "setup-refused"
    todo = "Do not open or use this poll. Set it up again."


class ElectionLimitsWrong(SetupRefused):
    """A question asks for an impossible number of answers."""

    code = "election-limits"
    says = "Question {question} allows {at_least} to {at_most} of {n_answers} answers, which is impossible."


class TextNotAllowed(SetupRefused):
    """A name or text is empty or holds control characters."""

    code = "election-text"
    says = "The text of {field} is not allowed: {reason}."
    todo = "Change the text and set the poll up again."


class ElectionKeyWrong(SetupRefused):
    """The election's key is not the product of the trustees' keys."""

    code = "election-key"
    says = "The election's public key is not the one its trustees make together."


class SetupLinkWrong(SetupRefused):
    """The setup names other records than the ones before it."""

    code = "setup-link"
    says = "The setup names another {record} than the one written before it."


class TrusteeProofWrong(SetupRefused):
    """A trustee did not prove to know the key."""

    code = "trustee-proof"
    says = "The proof that trustee {trustee} knows the private key is wrong."


class TrusteeSignatureWrong(SetupRefused):
    """A signature of a member of a threshold group is wrong."""

    code = "trustee-signature"
    says = "A signature of trustee {trustee} is wrong: {document}."


class TrusteeGroupWrong(SetupRefused):
    """A threshold group is inconsistent."""

    code = "trustee-group"
    says = "The threshold group is inconsistent: {reason}."


class TrusteeKeyTwice(SetupRefused):
    """Two trustees share a key."""

    code = "trustee-key-twice"
    says = "Two trustees have the same {kind} key."


class CredentialTwice(SetupRefused):
    """A public credential is listed twice."""

    code = "credential-twice"
    says = "The public credential {credential} is listed twice."


class OutcomeRefused(PollRefused):
    """Tally, decryptions or result do not hold."""

    code = "outcome-refused"


class TallyWrong(OutcomeRefused):
    """The encrypted tally is not the product of the counted ballots."""

    code = "tally-wrong"
    says = "The encrypted tally is not the one that the counted ballots make."


class TallyCountsWrong(OutcomeRefused):
    """The counts beside the encrypted tally are wrong."""

    code = "tally-counts"
    says = "The archive states {stated}, but it holds {found}."


class OwnerUnknown(OutcomeRefused):
    """A partial decryption names a trustee that does not exist."""

    code = "decryption-owner-unknown"
    says = "The partial decryption names trustee {owner}; there are {n_trustees}."


class OwnerTwice(OutcomeRefused):
    """A trustee decrypted twice."""

    code = "decryption-owner-twice"
    says = "Trustee {owner} has already decrypted the tally."


class DecryptionLinkWrong(OutcomeRefused):
    """The owned reference names another decryption than the one before it."""

    code = "decryption-link"
    says = "The reference names another partial decryption than the one written before it."


class DecryptionProofWrong(OutcomeRefused):
    """The proof of a partial decryption is wrong."""

    code = "decryption-proof"
    says = "The proof of the partial decryption of trustee {owner} is wrong."


class DecryptionsMissing(OutcomeRefused):
    """Too few trustees decrypted for a result."""

    code = "decryptions-missing"
    says = "There is no result without the decryptions of: {missing}."
    todo = "Ask the missing trustees for their partial decryptions."


class ResultWrong(OutcomeRefused):
    """The stated result is not what the trustees decrypted."""

    code = "result-wrong"
    says = "The result of question {question}, answer {answer} is not what the trustees decrypted."


class ResultNotFound(OutcomeRefused):
    """The decrypted tally is not a count of ballots: some decryption factor is false."""

    code = "result-not-found"
    says = "Question {question}, answer {answer} does not decrypt to a number from 0 to {most}."
    todo = "Check every second decryption proof to find the trustee whose factor is false."


class WrongKey(OutcomeRefused):
    """A private key belongs to no trustee of the poll."""

    code = "trustee-key-unknown"
    says = "This private key belongs to no trustee of the poll."
    todo = "Use the private key that was made for this poll."


class NothingToDecrypt(OutcomeRefused):
    """The archive holds no encrypted tally, too few ballots, or its result already."""

    code = "decryption-too-early"
    says = "There is no tally to decrypt: {reason}."
    todo = "Wait until the poll has closed and its tally is written; behind its result, nothing is left to open."


class BallotRefused(Refusal):
    """One ballot is not taken."""

    code = "ballot-refused"
    says = "The ballot is not valid."
    todo = "Make a new ballot and cast it again."


class BallotMalformed(BallotRefused):
    """A ballot does not have the prescribed form."""

    code = "ballot-malformed"
    says = "The ballot is malformed: {reason}"


class WrongElection(BallotRefused):
    """A ballot was made for another election."""

    code = "ballot-wrong-election"
    says = "The ballot was made for another poll."
    todo = "Get this poll's own description and make a new ballot from it."


class UnknownCredential(BallotRefused):
    """A ballot's credential is not on the list."""

    code = "ballot-unknown-credential"
    says = "The ballot's credential is not on the list of this poll."
    todo = "Check that the credential was typed without a mistake and belongs to this poll."


class BallotProofWrong(BallotRefused):
    """A proof inside a ballot is wrong."""

    code = "ballot-proof"
    says = "The ballot does not prove that it holds an allowed choice: {proof}."


class BallotSignatureWrong(BallotRefused):
    """A ballot's signature is wrong."""

    code = "ballot-signature"
    says = "The ballot is not signed by its credential."


class IdenticalBallot(BallotRefused):
    """The very same ballot has been cast before."""

    code = "ballot-identical"
    says = "This very ballot is already in the box."
    todo = "It counts already. To change the choice, make a new ballot."


class PollClosed(BallotRefused):
    """The poll takes no ballots any more."""

    code = "ballot-poll-closed"
    says = "The poll is closed."
    todo = "No ballot can be cast after the close."


class ChoiceNotAllowed(BallotRefused):
    """The choice asked for is not one the question allows."""

    code = "ballot-choice"
    says = "The choice for question {question} is not allowed: {reason}."
    todo = "Choose as the question says and make the ballot again."


class CredentialRefused(Refusal):
    """A credential or credential file is not usable."""

    code = "credential-refused"
    says = "The credential is not readable: {reason}."
    todo = "Type it exactly as it was sent: four groups of 5, 6, 5 and 6 characters with hyphens."


class SourceExhausted(Refusal):
    """A source of random bytes does not behave like one."""

    code = "randomness-source"
    says = "The source of random bytes does not give random bytes."
    todo = "Use the operating system's source."
