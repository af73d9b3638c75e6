"""The private press file: articles in, and one fact after the other before a person's eyes."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.values import STAFF
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, LinesField, choice_field, day_shown, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.facts import accept_fact, reject_fact
from hustings.rooms.press.queries import FactView, articles_of, facts_of, n_kept_back, text_of
from hustings.rooms.press.refusals import NoSuchFact

AROUND = 700
"""How many letters of the article stand before and after the sentence under review."""


class TakeIn(ActionForm):
    action = take_in_article
    name, path = "press-take", "press/take/"
    title = gettext_lazy("Take in an article")
    lead = gettext_lazy(
        "It stays in the private file. The program reads it; nothing is published before a person has looked."
    )
    button = gettext_lazy("Take in an article")
    done = gettext_lazy("{value} is read. Its facts wait for you.")

    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=120)
    published = DaysField(label=gettext_lazy("Published on"), required=False)
    link = forms.URLField(label=gettext_lazy("Address"), required=False, assume_scheme="https")
    text = text_field(label=gettext_lazy("Text"), help_text=gettext_lazy("The whole text, as it was printed."))

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"published": said["published"].text if said["published"] else ""}


class EnterName(ActionForm):
    action = enter_name
    name, path = "press-name", "press/name/"
    title = gettext_lazy("Teach the reader a name")
    lead = gettext_lazy(
        "Candidates are known already. Enter bodies, officers and rivals, with the ways they are written."
    )
    button = gettext_lazy("Teach a name")
    done = gettext_lazy("The name is known to articles that are taken in from now on.")

    key = forms.SlugField(label=gettext_lazy("Key"), max_length=60)
    kind = choice_field(
        {"Person": gettext_lazy("A person"), "Organization": gettext_lazy("A body")},
        radio=True,
        label=gettext_lazy("Kind"),
    )
    full_name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    aliases = LinesField(
        label=gettext_lazy("Other ways to write it"), required=False, help_text=gettext_lazy("One a line.")
    )
    role = forms.CharField(label=gettext_lazy("Role"), max_length=20, required=False)

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"name": said.pop("full_name")}

    def act(self) -> Any:
        said = self.arguments()
        said.pop("full_name", None)
        return enter_name(cycle=self.desk.cycle, **said, actor=self.desk.actor, at=self.desk.at)


class _OneFact(ActionForm):
    """A form about one fact that waits: `ART-1.FACT-2`."""

    template = "staff/review.html"

    def prepare(self) -> None:
        self.article, _dot, self.code = self.thing.partition(".")
        facts = facts_of(cycle=self.desk.cycle, article=self.article, state="waiting", actor=self.desk.actor)
        found = [fact for fact in facts if fact.code == self.code]
        if not found:
            raise NoSuchFact(fact=self.thing, where=self.article)
        (self.fact,) = found

    def then(self) -> str:
        waiting = facts_of(cycle=self.desk.cycle, article=self.article, state="waiting", actor=self.desk.actor)
        if waiting:
            return self.desk.url(Accept.name, f"{self.article}.{waiting[0].code}")
        return self.desk.url("press-one", self.article)

    def progress(self) -> str:
        """How many facts of the article are decided."""
        facts = facts_of(cycle=self.desk.cycle, article=self.article, actor=self.desk.actor)
        n_decided = sum(fact.state != "waiting" for fact in facts)
        return _("%(n)s of %(all)s decided") % {"n": n_decided, "all": len(facts)}

    def place(self) -> dict[str, str]:
        """The sentence in its article, with what stands around it."""
        text = text_of(cycle=self.desk.cycle, article=self.article, actor=self.desk.actor)
        before, sentence, after = text.partition(self.fact.sentence)
        start = f"… {before[-AROUND:]}" if len(before) > AROUND else before
        end = f"{after[:AROUND]} …" if len(after) > AROUND else after
        return {"before": start, "sentence": sentence, "after": end}

    def finding(self) -> list[dict[str, Any]]:
        """What the reader made of it."""
        return finding_of(self.fact)


class Accept(_OneFact):
    action = accept_fact
    name, path = "press-accept", "press/fact/<str:thing>/accept/"
    title = gettext_lazy("Review a fact")
    button = gettext_lazy("Accept")
    done = gettext_lazy("Accepted; it will be public with the next publication.")

    what = text_field(
        label=gettext_lazy("In one sentence of your own"), help_text=gettext_lazy("Never the article's words.")
    )
    on = DaysField(label=gettext_lazy("When it happened"), required=False)
    status = forms.CharField(label=gettext_lazy("Status"), max_length=60, required=False)
    quotation = forms.CharField(
        label=gettext_lazy("Quotation"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("At most 25 words, exactly as printed."),
    )
    speaker = forms.CharField(label=gettext_lazy("Who said it"), max_length=120, required=False)

    def prepare(self) -> None:
        super().prepare()
        self.initial = {"on": self.fact.day, "status": self.fact.status}

    def others(self) -> list[dict[str, Any]]:
        return self.desk.button(Reject, self.thing)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"article": self.article, "fact": self.code, "on": said["on"].text if said["on"] else ""}


class Reject(_OneFact):
    action = reject_fact
    name, path = "press-reject", "press/fact/<str:thing>/reject/"
    title = gettext_lazy("Reject a fact")
    lead = gettext_lazy("What the reader had found stays readable.")
    button = gettext_lazy("Reject")
    done = gettext_lazy("Rejected.")
    grave = True

    reason = forms.CharField(label=gettext_lazy("What is wrong"), max_length=200)

    def arguments(self) -> dict[str, Any]:
        return {"article": self.article, "fact": self.code} | self.cleaned_data

    def others(self) -> list[dict[str, Any]]:
        return self.desk.button(Accept, self.thing, label=_("Back to the fact"))


FORMS = (TakeIn, EnterName, Accept, Reject)


def finding_of(fact: FactView) -> list[dict[str, Any]]:
    """A fact as the reader found it, line by line."""
    said: dict[str, Any] = {_("Kind"): fact.type, _("Status"): fact.status, _("Word that gave it away"): fact.trigger}
    said |= {role.replace("_", " ").capitalize(): name for role, name in fact.participants}
    sure = {"status": {"word": _("clear"), "mark": "full"}} if fact.tier == "clear" else {"text": fact.tier}
    return lines(said | {_("When"): fact.when, _("Day"): fact.day, _("How sure"): sure})


def room(desk: Desk) -> HttpResponse:
    """The articles, and how many facts wait in each."""
    desk.require(STAFF)
    rows = []
    for view in articles_of(cycle=desk.cycle, actor=desk.actor):
        name = {"text": view.outlet, "url": desk.url("press-one", view.code), "note": view.code}
        state: Any = {"status": "for-review" if view.n_waiting else "finished"}
        next_step: Any = {"text": "–"}
        if view.n_waiting:
            first = facts_of(cycle=desk.cycle, article=view.code, state="waiting", actor=desk.actor)[0]
            next_step = desk.link(Accept, f"{view.code}.{first.code}", label=_("Review %(n)s") % {"n": view.n_waiting})
        rows.append([name, state, day_shown(view.published), view.n_facts, next_step])
    if not rows:
        todo = _("Take in the first article; the names of the candidates are known already.")
        empty: dict[str, Any] = {"says": _("The press file is empty."), "todo": todo}
        if desk.can(TakeIn):
            empty |= {"url": desk.url(TakeIn.name), "label": str(TakeIn.button)}
        return page(desk, title=_("Press file"), room="press", sections=[{"empty": empty}])
    columns = [_("Article"), _("State"), _("Published"), "#" + _("Facts"), _("Next")]
    buttons = desk.button(TakeIn, kind="main") + desk.button(EnterName)
    lead = _("Private. Only facts that a person has accepted leave it.")
    sections = [{"table": table(_("Articles"), columns, rows)}]
    return page(desk, title=_("Press file"), lead=lead, room="press", sections=sections, buttons=buttons)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One article: its facts and what became of each."""
    rows = []
    words = {"waiting": "for-review", "accepted": "published", "rejected": "rejected"}
    for fact in facts_of(cycle=desk.cycle, article=thing, actor=desk.actor):
        code = f"{thing}.{fact.code}"
        next_step: dict[str, Any] = {"text": fact.reason or "–"}
        if fact.state == "waiting":
            next_step = desk.link(Accept, code, label=_("Review"))
        rows.append(
            [
                {"text": fact.suggestion, "note": fact.code},
                {"status": words[fact.state]},
                day_shown(fact.day),
                next_step,
            ]
        )
    sections: list[Section] = []
    if rows:
        sections.append({"table": table(_("Facts"), [_("Fact"), _("State"), _("Day"), _("Next")], rows)})
    else:
        todo = _("Teach the reader the names that matter here, or add the fact by hand.")
        sections.append({"empty": {"says": _("The reader found no fact in this article."), "todo": todo}})
    kept = n_kept_back(cycle=desk.cycle, article=thing, actor=desk.actor)
    lead = _("%(n)s findings about crime, health or sex are kept back and never offered.") % {"n": kept} if kept else ""
    crumbs = [(_("Press file"), desk.url("press"))]
    return page(desk, title=thing, lead=lead, room="press", crumbs=crumbs, sections=sections)
