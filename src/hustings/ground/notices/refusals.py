"""What the outbox refuses."""

from hustings.core.errors import Refusal


class RealAddressInRehearsal(Refusal):
    code = "real-address-in-rehearsal"
    says = "A rehearsal writes only to addresses that end in .example."
    todo = "Use an invented address; nothing is ever sent in a rehearsal."


class NoSuchLetter(Refusal):
    code = "no-such-letter"
    says = "There is no such letter in the outbox."
    todo = "Look at the outbox of this cycle."


class NoMailServer(Refusal):
    code = "no-mail-server"
    says = "No mail server is set, so letters wait in the outbox."
    todo = "Set HUSTINGS_MAIL_URL (smtp://user:password@host:port or smtps://…) and run hustings tick."


class MailWayUnknown(Refusal):
    code = "mail-way-unknown"
    says = "HUSTINGS_MAIL_URL begins with “{scheme}:”, by which no letter can be sent here."
    todo = (
        "Use smtp, smtps or smtp+starttls; or the name of a provider, such as postmark or mailgun, with "
        "hustings[providers] installed."
    )


class LetterHeld(Refusal):
    code = "letter-held"
    says = "This letter does not leave now: {because}."
    todo = "Start its wave in the outbox, or wait for the next minute."


class LetterGone(Refusal):
    code = "letter-gone"
    says = "This letter is {state}; that cannot be done with it."
    todo = "Look at the outbox: another letter may have taken its place."


class TextForgotten(Refusal):
    code = "text-forgotten"
    says = "The letter's text was forgotten when it left, because private addresses stand in letters."
    todo = "Write it anew where it came from: replace the private address there, and a new letter goes out."


class NoSuchWave(Refusal):
    code = "no-such-wave"
    says = "There is no wave {wave} in this outbox."
    todo = "Look at the outbox of this cycle."


class WaveNotOpen(Refusal):
    code = "wave-not-open"
    says = "{wave} is {state}; that cannot be done with it now."
    todo = "Look at the wave; prepare another one if letters still wait."


class NothingWaits(Refusal):
    code = "nothing-waits"
    says = "No letter of this cycle waits outside a wave."
    todo = "Write the letters first, in their own room, while the outbox is held."


class StopUnknown(Refusal):
    code = "stop-unknown"
    says = "This address stops no letters."
    todo = (
        "Use the last line of a letter that can be stopped. Invitations and what belongs to them cannot: they are owed "
        "to everybody alike."
    )
