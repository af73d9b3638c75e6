"""`@action` and `@query`: who may, in which phase, and what goes on the record, declared on the function itself.

An action runs in one transaction: check who may, lock the chain, check the phase, do the work, append the entry. It
either happened and is on the record, or it did not happen. A query returns frozen values; one that is not public
takes `actor`.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import transaction

from hustings.core.values import ANYONE, Actor, Basis, Kind, Role, Visibility
from hustings.ground.record import chains, readings
from hustings.ground.record.models import Chain
from hustings.ground.record.refusals import NotAllowed, SourceMissing, WrongPhase

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an action returns: the value for its caller, and what the record says about it.

    `subject` is the code of the thing; `body` is canonical JSON; `basis` overrides the chain's; `phase` is the new
    phase; `after_commit` runs once everything is safely written.
    """

    value: T
    subject: str
    body: Mapping[str, Any]
    basis: Basis | None = None
    phase: str = ""
    after_commit: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """One row of the table role × verb × phase."""

    name: str
    module: str
    kind: str
    may: frozenset[Role]
    phases: frozenset[str] | None
    records: str
    visibility: str
    summary: str


REGISTRY: dict[str, Declared] = {}


def roles(may: Role | Iterable[Role]) -> frozenset[Role]:
    return frozenset({may}) if isinstance(may, Role) else frozenset(may)


def action(
    *,
    may: Role | Iterable[Role],
    records: str,
    visibility: Visibility,
    phases: Iterable[str] | None = None,
    sourced: bool = True,
    before: Callable[..., None] | None = None,
) -> Callable[[Callable[P, Done[T]]], Callable[P, T]]:
    """Declare an action. Its keyword `cycle` names the chain (the house's, where it has none); `actor` and `at` are
    required.

    `phases` None means any phase. `sourced` False: needs no source even in a reported cycle (our own housekeeping).
    `before`: work that takes too long for a transaction. It is called with the action's arguments, once it is known
    that the actor may and the phase is right, and before the chain is locked; the action must be right without it, too.
    Refusals: NotAllowed, NoSuchCycle, WrongPhase, SourceMissing, and those of the action itself.
    """
    allowed, wanted = roles(may), frozenset(phases) if phases is not None else None

    def declare(function: Callable[P, Done[T]]) -> Callable[P, T]:
        _register(function, "action", allowed, wanted, records, str(visibility))
        room = function.__module__.partition(".actions")[0].rpartition(".")[2]

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            actor: Any = kwargs["actor"]
            role = _require(actor, allowed)
            code = str(kwargs.get("cycle", chains.HOUSE))
            if before is not None:
                with transaction.atomic():
                    _locked(code, wanted, records)
                before(*args, **kwargs)
            with transaction.atomic():
                chain = _locked(code, wanted, records)
                done = function(*args, **kwargs)
                if sourced and chain.kind == Kind.REPORTED and not done.body.get("sources"):
                    raise SourceMissing(where=records)
                written = Written(room, records, visibility, str(role), cast(datetime, kwargs["at"]))
                _write(chain, done, written)
            readings.forget()
            return done.value

        return run

    return declare


def query(*, may: Role | Iterable[Role] = ANYONE) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Declare a query. Without `may` anyone may ask; with it the keyword `actor` is checked.

    Raises (when called): NotAllowed.
    """
    allowed = roles(may)

    def declare(function: Callable[P, T]) -> Callable[P, T]:
        _register(function, "query", allowed, None, "", "")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            if allowed:
                actor: Any = kwargs["actor"]
                _require(actor, allowed)
            return readings.answered(function, args, kwargs)

        return run

    return declare


@dataclass(frozen=True, slots=True)
class Written:
    """What the declaration and the call add to an entry, beside what the action returned."""

    room: str
    verb: str
    visibility: Visibility
    role: str
    at: datetime


def _locked(code: str, wanted: frozenset[str] | None, records: str) -> Chain:
    chain = chains.lock_chain(code)
    if wanted is not None and chain.phase not in wanted:
        raise WrongPhase(phase=chain.phase, allowed=", ".join(sorted(wanted)), where=records)
    return chain


def _write(chain: Chain, done: Done[Any], written: Written) -> None:
    chains.append(
        chain,
        room=written.room,
        verb=written.verb,
        subject=done.subject,
        body=done.body,
        visibility=written.visibility,
        role=written.role,
        at=written.at,
        basis=done.basis,
    )
    if done.phase:
        chain.phase = done.phase
        chain.save(update_fields=["phase"])
    if done.after_commit:
        transaction.on_commit(done.after_commit)


def _require(actor: Actor, allowed: frozenset[Role]) -> Role:
    role = actor.role_among(allowed)
    if role is None:
        raise NotAllowed(allowed=", ".join(sorted(allowed)))
    return role


def _register(
    function: Callable[..., Any],
    kind: str,
    may: frozenset[Role],
    phases: frozenset[str] | None,
    records: str,
    visibility: str,
) -> None:
    place = ".".join(function.__module__.removeprefix("hustings.").split(".")[:2])
    summary = (function.__doc__ or "").strip().partition("\n")[0]
    name = f"{place}.{function.__name__}"
    REGISTRY[name] = Declared(name, function.__module__, kind, may, phases, records, visibility, summary)
