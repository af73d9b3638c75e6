"""A form for an action: one generic page, and a small class per action that says what it asks and what it calls."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from hustings.core.errors import Refusal
from hustings.core.values import Role
from hustings.doors.private import status_of, told
from hustings.doors.staff.desk import Desk, may_of
from hustings.doors.staff.order import label_of
from hustings.doors.staff.pages import Section, page


class ActionForm(forms.Form):
    """What an action needs, as fields. A subclass names the action, its page, and its words.

    `name` is `room-verb`; `path` is the address below the cycle; `done` may use {value} and {thing}. `only` narrows who
    may use it, where the action is wider than the page.
    """

    action: ClassVar[Callable[..., Any]]
    name: ClassVar[str]
    path: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]
    lead: ClassVar[Any] = ""
    done: ClassVar[Any] = gettext_lazy("Done; it is on the record.")
    grave: ClassVar[bool] = False
    only: ClassVar[frozenset[Role]] = frozenset()
    template: ClassVar[str] = "staff/form.html"

    def __init__(self, *args: Any, desk: Desk, thing: str = "", **kwargs: Any) -> None:
        self.desk, self.thing = desk, thing
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and what is known already. May refuse: then there is no such page."""

    def arguments(self) -> dict[str, Any]:
        """The action's own arguments."""
        return dict(self.cleaned_data)

    def act(self) -> Any:
        """Do it. Raises: what the action refuses."""
        where = {"cycle": self.desk.cycle} if self.desk.view else {}
        return type(self).action(**where, **self.arguments(), actor=self.desk.actor, at=self.desk.at)

    def shows(self) -> list[Section]:
        """Sections above the form: what one needs to see before deciding."""
        return []

    def others(self) -> list[dict[str, Any]]:
        """Further buttons beside the main one."""
        return []

    def said(self, value: Any) -> str:
        """The sentence after it was done."""
        return str(self.done.format(value=value, thing=self.thing))

    def then(self) -> str:
        """Where to go after it was done; by default the room."""
        return self.desk.url(self.room) if self.desk.view else self.desk.url("house")

    def after(self, value: Any) -> HttpResponse | None:
        """A page to show at once instead of going on, for what is shown only once."""
        return None

    @property
    def room(self) -> str:
        return self.name.partition("-")[0]

    @classmethod
    def heading(cls) -> str:
        return str(cls.title)


def acting(form_class: type[ActionForm]) -> Callable[..., HttpResponse]:
    """The page of a form. What was typed stays when the action refuses, or when somebody else was faster."""

    @sensitive_variables()
    def run(desk: Desk, thing: str = "") -> HttpResponse:
        desk.require(may_of(form_class))
        if desk.request.method != "POST":
            return _shown(form_class(desk=desk, thing=thing))
        form = form_class(desk.request.POST, desk.request.FILES, desk=desk, thing=thing)
        if not form.is_valid():
            return _shown(form, status=422)
        try:
            with transaction.atomic():
                value = form.act()
        except Refusal as refusal:
            return _shown(form, status=status_of(refusal), refusal=told(refusal))
        if (answer := form.after(value)) is not None:
            return answer
        messages.success(desk.request, form.said(value))
        return HttpResponseRedirect(form.then(), status=303)

    return run


def _shown(form: ActionForm, *, status: int = 200, refusal: dict[str, Any] | None = None) -> HttpResponse:
    desk = form.desk
    back = {"label": _("Back"), "url": desk.url(form.room) if desk.view else desk.url("house")}
    crumbs = [(str(label_of(form.room)), desk.url(form.room))] if desk.view else []
    return page(
        desk,
        title=form.heading(),
        lead=str(form.lead),
        room=form.room,
        crumbs=crumbs,
        template=form.template,
        status=status,
        form=form,
        refusal=refusal,
        sections=form.shows(),
        row=[{"label": str(form.button), "kind": "grave" if form.grave else "main"}, *form.others(), back],
    )
