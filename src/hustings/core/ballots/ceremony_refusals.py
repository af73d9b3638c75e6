"""Everything that the making of a threshold key refuses. Each refusal names the trustee by the number in the group."""

from hustings.core.errors import Refusal


class CeremonyRefused(Refusal):
    """A step of the making of a threshold key cannot be taken."""

    code = "ceremony-refused"
    says = "The trustees' key cannot be made like this."
    todo = "Get the messages of all trustees again, from the trustees themselves."


class BackupUnreadable(CeremonyRefused):
    """What was typed is not a trustee's backup."""

    code = "ceremony-backup"
    says = "The backup is not readable: {reason}."
    todo = "Type the 22 characters as you wrote them down. There is no 0, no O, no I and no small l among them."


class PlaceImpossible(CeremonyRefused):
    """No group of trustees can be like this."""

    code = "ceremony-place"
    says = "There is no trustee {index} in a group of {size} of whom {threshold} are needed."
    todo = "Choose a group of 2 to {most} trustees, two or more of them needed, and a number within the group."


class MessageUnreadable(CeremonyRefused):
    """A file holds no message of this kind."""

    code = "ceremony-message"
    says = "This is not a message between trustees: {reason}."
    todo = "Get the file again from the trustee who made it, as it was written."


class MessageMissing(CeremonyRefused):
    """Not everybody has sent what the step needs."""

    code = "ceremony-message-missing"
    says = "The {what} of these trustees are not here: {members}."
    todo = "Get them, put all messages into one folder, and go on."


class MessageTwice(CeremonyRefused):
    """A trustee sent two different messages for one step."""

    code = "ceremony-message-twice"
    says = "There are two different {what} of trustee {member}."
    todo = "Ask trustee {member} by telephone which one is right. Whoever really sent both cannot be a trustee."


class GroupsMixed(CeremonyRefused):
    """A message was made for other certificates than the ones here."""

    code = "ceremony-other-group"
    says = "A message of trustee {member} was made for another group, or for other certificates than the ones here."
    todo = "Compare the fingerprint of the certificates by telephone. Everybody must have the same files."


class NotAMember(CeremonyRefused):
    """A secret that belongs to none of the certificates."""

    code = "ceremony-not-a-member"
    says = "Your secret file belongs to none of these certificates."
    todo = "Use the secret file from which your certificate was made, and the certificates of the same group."


class MessageUnsigned(CeremonyRefused):
    """A message does not bear its sender's signature."""

    code = "ceremony-signature"
    says = "The message of trustee {member} is not signed with that trustee's key."
    todo = "Get the message again from trustee {member}. Somebody may have changed it on the way."


class ShareWrong(CeremonyRefused):
    """A trustee gave another one a share that does not fit the published coefficients."""

    code = "ceremony-share-wrong"
    says = "The share that trustee {member} made for trustee {recipient} is wrong: {reason}."
    todo = "Do not go on. Send your complaint to all the others: it shows which of the two trustees is at fault."


class ViewsDiffer(CeremonyRefused):
    """Two trustees were not sent the same message."""

    code = "ceremony-views-differ"
    says = "Trustee {member} finished with another message of trustee {other} than the one here."
    todo = "Lay both messages side by side. If both are signed, trustee {other} told two stories: start anew without."


class ComplaintWrong(CeremonyRefused):
    """A complaint does not prove what it says."""

    code = "ceremony-complaint"
    says = "The complaint of trustee {member} proves nothing: {reason}."
    todo = "Ask trustee {member} to make the complaint again with the program."
