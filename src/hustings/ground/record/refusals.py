"""What the record refuses, for every action and query alike."""

from hustings.core.errors import Refusal


class NotAllowed(Refusal):
    code = "not-allowed"
    says = "This may only be done by: {allowed}."
    todo = "Ask somebody who holds that role, or sign in with it."


class WrongPhase(Refusal):
    code = "wrong-phase"
    says = "The cycle is in the phase “{phase}”; this belongs to: {allowed}."
    todo = "Move the cycle to a phase in which this may be done, or leave it."


class NoSuchCycle(Refusal):
    code = "no-such-cycle"
    says = "There is no cycle “{cycle}”."
    todo = "Check its code on the list of cycles."


class AlreadyOpened(Refusal):
    code = "already-opened"
    says = "There is already a record “{cycle}”."
    todo = "Choose another code."


class SourceMissing(Refusal):
    code = "source-missing"
    says = "A reported cycle holds only what a named source says."
    todo = "Name the outlet and its day."


class NoSuchEntry(Refusal):
    code = "no-such-entry"
    says = "The record “{cycle}” has no entry {seq} that could be changed so."
    todo = "Check the entry's number on the record."
