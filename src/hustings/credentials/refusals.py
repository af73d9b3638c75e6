"""What the credential office refuses. No message holds anything of a member."""

from hustings.core.errors import Refusal


class NoOffice(Refusal):
    code = "credentials-no-office"
    says = "There is no credential office in {folder}."
    todo = "Name its folder with --office, or found it there with “hustings credentials take”."


class OfficeOpen(Refusal):
    """Others on the machine may read the private list."""

    code = "credentials-office-open"
    says = "Others on this machine may open {path}."
    todo = "Take away their rights (chmod -R go= on the office's folder), and ask how they came there."


class FolderTaken(Refusal):
    code = "credentials-folder-taken"
    says = "{folder} holds other files, so no credential office can be founded there."
    todo = "Name a new or empty folder."


class FileUnclear(Refusal):
    """A file that came in and is not what it should be."""

    code = "credentials-file-unclear"
    says = "{file} does not hold {wanted}: {reason}."
    todo = "Ask the election officer for the file as it was exported, unchanged."


class RollDiffers(Refusal):
    """The members in the file are not those on whom the public record agreed."""

    code = "credentials-roll-differs"
    says = "The {n_members} members in {file} are not those on the record: digest {found}, published {published}."
    todo = "Take the file as it was exported, the digest from the public record. If both are right, tell the director."


class UnitsDiffer(Refusal):
    code = "credentials-units-differ"
    says = "The members and the reporting units do not fit: {reason}."
    todo = "Ask the election officer for the units that were made from the same frozen roll."


class UnitUnknown(Refusal):
    code = "credentials-unit-unknown"
    says = "There is no reporting unit “{unit}”; there are: {units}."
    todo = "Write the code of one of them."


class LocalUnknown(Refusal):
    code = "credentials-local-unknown"
    says = "Nobody of a local “{local}” may vote in this poll."
    todo = "Check the code on the list of locals."


class MemberUnknown(Refusal):
    code = "credentials-member-unknown"
    says = "Nobody with this number may vote in this poll."
    todo = "Check the number. Whether somebody should have been on the list is decided by the election officer."


class AlreadyMade(Refusal):
    code = "credentials-already-made"
    says = "The credentials of this poll were made on {made_on}."
    todo = "Nothing needs to be done: everybody keeps that credential. Another poll gets an office of its own."


class NotMade(Refusal):
    code = "credentials-not-made"
    says = "No credentials have been made yet."
    todo = "Make them first with “hustings credentials make”."


class NotSaid(Refusal):
    """The letters would not say where, until when, and whom to ask."""

    code = "credentials-not-said"
    says = "Nobody has said yet what the letters tell: where and until when to vote, and whom to ask."
    todo = "Say it with “hustings credentials say”."


class WordsUnclear(Refusal):
    code = "credentials-words-unclear"
    says = "The letters cannot say this: {reason}."
    todo = "Write it again as the reason asks."


class LettersMissing(Refusal):
    """The faces of type for letters are not installed."""

    code = "credentials-no-type"
    says = "The faces of type for letters are not installed here: {file} is missing."
    todo = "Run make setup in the checkout, or install the whole package."


class CodeUnreadable(Refusal):
    code = "credentials-code-unreadable"
    says = "A code to scan was drawn and could not be read back."
    todo = "Make the letters again. If it happens twice, the machine or the program is broken: use another."


class AlreadyDestroyed(Refusal):
    code = "credentials-destroyed"
    says = "The private list of this office was destroyed on {destroyed_on}."
    todo = "Nothing can be made or sent again. The statement for the record is in {file}."


class DestructionBegun(Refusal):
    code = "credentials-destruction-begun"
    says = "The destruction of this private list was begun and not finished."
    todo = "Finish it with “hustings credentials destroy”."


class ByPost(Refusal):
    code = "credentials-by-post"
    says = "This poll's credentials go by post only."
    todo = "Make letters with “hustings credentials letters”."


class NoAddress(Refusal):
    code = "credentials-no-address"
    says = "The frozen list has no e-mail address for this member."
    todo = "Make the letter again for the post; a new address that somebody tells you is not used."


class NoServer(Refusal):
    code = "credentials-no-server"
    says = "The credential office has no mail server."
    todo = "Set HUSTINGS_CREDENTIALS_MAIL_URL and HUSTINGS_CREDENTIALS_MAIL_FROM to a server and sender of its own."


class ServerOpen(Refusal):
    """A mail server to which secrets would go unencrypted."""

    code = "credentials-server-open"
    says = "Mail to {host} would go unencrypted over the net; it carries secrets."
    todo = "Use smtps:// or smtp+starttls:// in HUSTINGS_CREDENTIALS_MAIL_URL; smtp:// only on this machine."


class ServerGone(Refusal):
    code = "credentials-server-gone"
    says = "The mail server does not answer as it should ({problem}); {n_sent} letters are sent, {n_waiting} wait."
    todo = "Mend it and call the same command again: it goes on where it stopped, and sends nothing twice."
