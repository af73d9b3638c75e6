"""The desk: who sits there, in which cycle, at what moment, and what this person may do now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hustings.core.values import STAFF, Actor, Kind, Role
from hustings.ground.record.declared import REGISTRY, Declared
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.cycles.queries import CycleView

INSIDE = STAFF | {Role.BOARD}
"""Who has a desk at all."""


def may_of(form: type[Any]) -> frozenset[Role]:
    """Who may use a form: those its action names, or fewer where the form says so."""
    return form.only or declared_of(form.action).may


def declared_of(action: Callable[..., Any]) -> Declared:
    """What an action's declaration says about it."""
    place = ".".join(action.__module__.removeprefix("hustings.").split(".")[:2])
    return REGISTRY[f"{place}.{action.__name__}"]


@dataclass(frozen=True, slots=True)
class Desk:
    """`view` is the cycle, or None on the pages of the whole house; `at` is the cycle's own moment."""

    request: HttpRequest
    actor: Actor
    view: CycleView | None
    at: datetime

    @property
    def cycle(self) -> str:
        """The cycle's code, or that of the house's record."""
        return self.view.code if self.view else "house"

    @property
    def rehearsal(self) -> bool:
        return self.view is not None and self.view.kind is Kind.REHEARSAL

    def holds(self, roles: frozenset[Role]) -> bool:
        """Whether this person holds one of these roles."""
        return bool(self.actor.roles & roles)

    def require(self, roles: frozenset[Role]) -> None:
        """Raises: NotAllowed."""
        if not self.holds(roles):
            raise NotAllowed(allowed=", ".join(sorted(roles)))

    def can(self, form: type[Any]) -> bool:
        """Whether this person may use the form of an action (an `ActionForm`), and the cycle is in a phase for it."""
        declared = declared_of(form.action)
        in_time = declared.phases is None or self.view is None or self.view.phase in declared.phases
        return in_time and self.holds(may_of(form))

    def url(self, name: str, *args: str) -> str:
        """The address of a page of this cycle (or of the house, where there is none)."""
        return reverse(f"staff:{name}", args=[self.view.code, *args] if self.view else args)

    def button(self, form: type[Any], *args: str, label: Any = None, kind: str = "plain") -> list[dict[str, Any]]:
        """A list with the button that leads to a form, or an empty one where it cannot be used."""
        if not self.can(form):
            return []
        kind = "grave" if form.grave else kind
        return [{"label": label or form.button, "url": self.url(form.name, *args), "kind": kind}]

    def link(self, form: type[Any], *args: str, label: Any = None) -> dict[str, Any]:
        """A table's cell that leads to a form; a dash where it cannot be used."""
        if not self.can(form):
            return {"text": "–"}
        return {"text": str(label or form.button), "url": self.url(form.name, *args)}
