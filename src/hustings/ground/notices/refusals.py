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
