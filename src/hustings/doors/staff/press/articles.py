"""The room of the press file: articles and their facts, names, an article's day and its whole text."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.values import STAFF
from hustings.doors.staff import press_intake
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, LinesField, choice_field, day_shown, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.press import words
from hustings.doors.staff.press.by_hand import AddByHand, AddReport
from hustings.doors.staff.press.review import Accept, shown
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.rereading import Reread, read_again, set_published
from hustings.rooms.press.queries import ArticleView, FactView, articles_of, facts_of, n_kept_back
from hustings.rooms.press.refusals import NoSuchArticle
from hustings.rooms.press.review import whole_text

STATES = {"waiting": "for-review", "accepted": "published", "rejected": "rejected"}


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
    done = gettext_lazy("The name is known. Read an article again to find it there.")

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


class _OneArticle(ActionForm):
    """A form about one article; its facts are read again."""

    def prepare(self) -> None:
        self.article = article_of(self.desk, self.thing)

    def said(self, value: Reread) -> str:
        """What reading again changed."""
        told = {"new": value.n_new, "gone": value.n_gone}
        text = _("Read again: %(new)s new findings, %(gone)s no longer found. What was decided stays.") % told
        if value.differs:
            facts = ", ".join(value.differs)
            text += " " + _("These published facts now read otherwise: %(facts)s.") % {"facts": facts}
        return text

    def then(self) -> str:
        return self.desk.url("press-one", self.thing)


class SetPublished(_OneArticle):
    action = set_published
    name, path = "press-published", "press/<slug:thing>/published/"
    title = gettext_lazy("When the article was published")
    lead = gettext_lazy("Every “Wednesday” and “last week” in it is reckoned again from this day.")
    button = gettext_lazy("Change the day of publication")

    published = DaysField(label=gettext_lazy("Published on"), required=False)

    def prepare(self) -> None:
        super().prepare()
        self.initial = {"published": self.article.published}

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data["published"]
        return {"article": self.thing, "published": given.text if given else ""}


class ReadAgain(_OneArticle):
    action = read_again
    name, path = "press-again", "press/<slug:thing>/again/"
    title = gettext_lazy("Read the article again")
    lead = gettext_lazy("With all the names that are known now. What was decided stays; what waits is replaced.")
    button = gettext_lazy("Read again")

    def arguments(self) -> dict[str, Any]:
        return {"article": self.thing}


FORMS: tuple[type[ActionForm], ...] = (TakeIn, EnterName, SetPublished, ReadAgain)


def article_of(desk: Desk, code: str) -> ArticleView:
    """One article. Raises: NoSuchArticle."""
    found = [one for one in articles_of(cycle=desk.cycle, actor=desk.actor) if one.code == code]
    if not found:
        raise NoSuchArticle(article=code)
    return found[0]


def room(desk: Desk) -> HttpResponse:
    """The articles, and how many facts wait in each."""
    desk.require(STAFF)
    buttons = desk.button(TakeIn, kind="main")
    rest = [*press_intake.feeds(desk), *_other_ways(desk)]
    articles = articles_of(cycle=desk.cycle, actor=desk.actor)
    if not articles:
        todo = _("Take in the first article; the names of the candidates are known already.")
        empty: dict[str, Any] = {"says": _("The press file is empty."), "todo": todo}
        return page(desk, title=_("Press file"), room="press", sections=[{"empty": empty}, *rest], buttons=buttons)
    first: dict[str, str] = {}
    for fact in facts_of(cycle=desk.cycle, state="waiting", actor=desk.actor):
        first.setdefault(fact.article, fact.code)
    rows = []
    for view in articles:
        name = {"text": view.outlet, "url": desk.url("press-one", view.code), "note": view.code}
        state: Any = {"status": "for-review" if view.n_waiting else "finished"}
        next_step: Any = {"text": "–"}
        if view.n_waiting:
            label = _("Review %(n)s") % {"n": view.n_waiting}
            next_step = desk.link(Accept, f"{view.code}.{first[view.code]}", label=label)
        rows.append([name, state, day_shown(view.published), view.n_facts, next_step])
    columns = [_("Article"), _("State"), _("Published"), "#" + _("Facts"), _("Next")]
    lead = _("Private. Only facts that a person has accepted leave it.")
    sections: list[Section] = [{"table": table(_("Articles"), columns, rows)}, *rest]
    return page(desk, title=_("Press file"), lead=lead, room="press", sections=sections, buttons=buttons)


def _other_ways(desk: Desk) -> list[Section]:
    """What is done less often; nothing for whoever only looks."""
    buttons = press_intake.buttons(desk)
    buttons += desk.button(AddByHand) + desk.button(AddReport) + desk.button(EnterName)
    return [{"title": _("Other ways in"), "buttons": buttons}] if buttons else []


def one(desk: Desk, thing: str) -> HttpResponse:
    """One article: where it comes from, its facts, and what became of each."""
    desk.require(STAFF)
    view = article_of(desk, thing)
    facts = facts_of(cycle=desk.cycle, article=thing, actor=desk.actor)
    sections: list[Section] = [_about(desk, view), *press_intake.came_in(desk, thing)]
    if facts:
        columns = [_("Fact"), _("State"), _("Next")]
        rows = [_row(desk, fact) for fact in facts]
        sections.append({"title": _("Facts"), "table": table(_("Facts"), columns, rows)})
    else:
        todo = _("Teach the reader the names that matter here and read the article again, or add the fact by hand.")
        sections.append({"empty": {"says": _("The reader found no fact in this article."), "todo": todo}})
    waiting = [fact.code for fact in facts if fact.state == "waiting"]
    buttons: list[Any] = []
    if waiting:
        label = ngettext("Review %(n)s fact", "Review %(n)s facts", len(waiting)) % {"n": len(waiting)}
        buttons = desk.button(Accept, f"{thing}.{waiting[0]}", label=label, kind="main")
    buttons += desk.button(ReadAgain, thing) + desk.button(SetPublished, thing)
    buttons += desk.button(EnterName) + desk.button(AddByHand)
    crumbs = [(_("Press file"), desk.url("press"))]
    return page(desk, title=thing, lead=view.outlet, room="press", crumbs=crumbs, sections=sections, buttons=buttons)


def _about(desk: Desk, view: ArticleView) -> Section:
    kept = n_kept_back(cycle=desk.cycle, article=view.code, actor=desk.actor)
    told = ngettext(
        "%(n)s finding about crime, health or sex; it is never offered",
        "%(n)s findings about crime, health or sex; they are never offered",
        kept,
    )
    published = day_shown(view.published) if view.published else _("not known; days like “Wednesday” stay open")
    said = {
        _("Published"): published,
        _("Address"): {"text": view.link, "url": view.link} if view.link else "",
        _("Text"): {"text": _("The whole text"), "url": desk.url("press-text", view.code)},
        _("Kept back"): told % {"n": kept} if kept else "",
    }
    return {"lines": lines(said)}


def _row(desk: Desk, fact: FactView) -> list[Any]:
    code = f"{fact.article}.{fact.code}"
    next_step: dict[str, Any] = {"text": _("What was decided"), "url": desk.url("press-fact", code)}
    if fact.state == "waiting":
        next_step = desk.link(Accept, code, label=_("Review"))
    note = f"{fact.code}, {_('no longer in the newest text')}" if fact.lost else fact.code
    kind = words.said(words.TYPES, fact.type)
    said = {"text": fact.suggestion, "note": f"{kind}, {note}"}
    return [said, {"status": STATES[fact.state]}, next_step]


def text(desk: Desk, thing: str) -> HttpResponse:
    """The whole text of an article, for staff only, with its names and zones marked."""
    desk.require(STAFF)
    asked = desk.request.GET.get("part", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    whole = whole_text(cycle=desk.cycle, article=thing, part=number, actor=desk.actor)
    here, address = whole.part, desk.url("press-text", thing)
    steps = [("before", here - 1), ("after", here + 1)]
    links = {name: f"{address}?part={n}" for name, n in steps if 1 <= n <= whole.n_parts}
    crumbs = [(_("Press file"), desk.url("press")), (thing, desk.url("press-one", thing))]
    shown_here: dict[str, Any] = {
        "pieces": shown(whole.pieces.pieces),
        "part": here,
        "n_parts": whole.n_parts,
        "links": links,
    }
    lead = _("Private: it never leaves the organisation's file.")
    template = "staff/press_text.html"
    title = _("The whole text")
    return page(desk, title=title, lead=lead, room="press", crumbs=crumbs, template=template, **shown_here)
