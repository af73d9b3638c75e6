"""Ways into the press file beside pasting: a saved page, an address, feeds; and how an article came in.

What is slow or hostile (fetching, taking a page apart) happens while the form is checked, before anything is locked.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, refusing
from hustings.doors.staff.pages import Section, table
from hustings.doors.staff.pages import in_words as day_in_words
from hustings.rooms.press.actions.feeds import LEAST_MINUTES, MOST_MINUTES, end_feed, enter_feed
from hustings.rooms.press.actions.pages import TakenIn, take_in_page
from hustings.rooms.press.intake.fetching import Limits, fetch
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.pages import MOST_BYTES, Page, page_of
from hustings.rooms.press.intake.refusals import PageTooLong
from hustings.rooms.press.queries import articles_of
from hustings.rooms.press.refusals import ArticleKnown, NoSuchArticle, PageUnchanged
from hustings.rooms.press.watched import FeedView, feeds_of, findings_of, hosts_allowed, versions_of

AT_THE_DESK = Limits(connect_s=5, read_s=8, seconds=15)
"""A person waits for the answer."""


class _TakeInPage(ActionForm):
    """A page becomes an article: `page` is set while the form is checked."""

    action = take_in_page
    button = gettext_lazy("Take in the page")
    page: Page

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        day = said["published"].text if said["published"] else ""
        return {"page": self.page, "outlet": said["outlet"], "published": day}

    def said(self, value: TakenIn) -> str:
        told = _("%(article)s is read. Its facts wait for you.") % {"article": value.article}
        if value.version > 1:
            told = _(
                "%(article)s has changed: the new text is read, %(found)s facts were found again, %(lost)s are no "
                "longer in it, %(new)s are new. The earlier text is kept."
            ) % {"article": value.article, "found": value.n_found, "lost": value.n_lost, "new": value.n_new}
        noted = findings_of(cycle=self.desk.cycle, article=value.article, actor=self.desk.actor)
        return " ".join([told, *(in_words(finding) for finding in noted if finding.code != "page-changed")])


class _TakeInNew(_TakeInPage):
    """A page that the file does not know yet: somebody may say whose it is, and of which day."""

    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("If empty, what the page says about itself."),
    )
    published = DaysField(label=gettext_lazy("Published on"), required=False)


class TakeInFile(_TakeInNew):
    field_order = ("file", "outlet", "published")
    name, path = "press-file", "press/file/"
    title = gettext_lazy("Take in a saved page")
    lead = gettext_lazy(
        "A page saved from the browser (HTML, or a single file), or a text. It stays in the private file. Reading it "
        "may take some seconds."
    )
    button = gettext_lazy("Take in a saved page")

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("At most 10 MB."))

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.page = refusing(lambda: _uploaded(upload))
        return upload


class TakeInAddress(_TakeInNew):
    field_order = ("address", "outlet", "published")
    name, path = "press-address", "press/address/"
    title = gettext_lazy("Take in a page from the web")
    lead = gettext_lazy(
        "The server fetches it, from outlets on its list and from those of your feeds. It may take half a minute. The "
        "same address again takes in what has changed."
    )
    button = gettext_lazy("Take in an address")

    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=400, widget=forms.URLInput(attrs={"autocomplete": "off"})
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        self.page = refusing(lambda: fetched(address, self.desk))
        return address


class TakeInAgain(_TakeInPage):
    name, path = "press-fetch", "press/article/<str:thing>/fetch/"
    title = gettext_lazy("Look whether the page has changed")
    lead = gettext_lazy(
        "The server fetches it again, which may take half a minute. If it has changed, the new text is read, and the "
        "earlier one is kept with what was decided."
    )
    button = gettext_lazy("Look for a change")

    def prepare(self) -> None:
        found = [one for one in articles_of(cycle=self.desk.cycle, actor=self.desk.actor) if one.code == self.thing]
        if not found or not found[0].link:
            raise NoSuchArticle(article=self.thing)
        (self.view,) = found

    def clean(self) -> dict[str, Any]:
        page = refusing(lambda: fetched(self.view.link, self.desk))
        self.page = replace(page, link=self.view.link)
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        return {"page": self.page, "outlet": self.view.outlet}

    def act(self) -> Any:
        try:
            return super().act()
        except ArticleKnown as known:
            raise PageUnchanged(where=self.view.link) from known


class EnterFeed(ActionForm):
    action = enter_feed
    name, path = "press-feed", "press/feed/"
    title = gettext_lazy("Enter a feed")
    lead = gettext_lazy(
        "An outlet's list of new articles (RSS or Atom). It is looked at every so often. What is new becomes an "
        "article here, and its facts wait for a person."
    )
    button = gettext_lazy("Enter a feed")
    done = gettext_lazy("{value} is entered. It is looked at with the next run of the timer.")

    address = forms.CharField(
        label=gettext_lazy("Address of the feed"), max_length=400, widget=forms.URLInput(attrs={"autocomplete": "off"})
    )
    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=120)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two looks"), initial=60, min_value=LEAST_MINUTES, max_value=MOST_MINUTES
    )


class EndFeed(ActionForm):
    action = end_feed
    name, path = "press-feed-end", "press/feed/<str:thing>/end/"
    title = gettext_lazy("End a feed")
    lead = gettext_lazy("It is looked at no more. Its articles stay, and it can be entered again.")
    button = gettext_lazy("End this feed")
    done = gettext_lazy("The feed is looked at no more.")
    grave = True

    def arguments(self) -> dict[str, Any]:
        return {"feed": self.thing}


FORMS: tuple[type[ActionForm], ...] = (TakeInFile, TakeInAddress, TakeInAgain, EnterFeed, EndFeed)


def buttons(desk: Desk) -> list[dict[str, Any]]:
    """The ways in, for the room's page."""
    return desk.button(TakeInFile) + desk.button(TakeInAddress) + desk.button(EnterFeed)


def feeds(desk: Desk) -> list[Section]:
    """The feeds of the cycle, how each does, and what it brought; nothing where there are none."""
    rows = [_row(desk, view) for view in feeds_of(cycle=desk.cycle, actor=desk.actor)]
    if not rows:
        return []
    columns = [_("Feed"), _("State"), _("Looked at"), "#" + _("Articles"), _("Next")]
    return [{"title": _("Feeds"), "table": table(_("Feeds"), columns, rows)}]


def came_in(desk: Desk, article: str) -> list[Section]:
    """What was noticed when an article came in, and its earlier versions; nothing where there is nothing to say."""
    noted = [in_words(finding) for finding in findings_of(cycle=desk.cycle, article=article, actor=desk.actor)]
    for version in versions_of(cycle=desk.cycle, article=article, actor=desk.actor):
        on = {"number": version.number, "on": day_in_words(version.replaced_at)}
        noted.append(_("Version %(number)s was replaced on %(on)s, and is kept.") % on)
        if version.n_lost:
            lost = ngettext("%(n)s fact stands only in it.", "%(n)s facts stand only in it.", version.n_lost)
            noted.append(lost % {"n": version.n_lost})
    linked = any(one.link for one in articles_of(cycle=desk.cycle, actor=desk.actor) if one.code == article)
    again = desk.button(TakeInAgain, article) if linked else []
    return [{"title": _("How it came in"), "says": " ".join(noted), "buttons": again}] if noted or again else []


def in_words(finding: Finding) -> str:
    """A finding in the reader's language."""
    return _(finding.says).format(**finding.facts)


def fetched(address: str, desk: Desk) -> Page:
    """The article at an address. Raises: what `fetch` and `page_of` refuse."""
    answer = fetch(address, allowed=hosts_allowed(actor=desk.actor), limits=AT_THE_DESK).required()
    return page_of(answer.data, charset=answer.charset, link=answer.url, where=address)


def _uploaded(upload: Any) -> Page:
    """The article in an uploaded file. Raises: what `page_of` refuses."""
    if upload.size > MOST_BYTES:
        raise PageTooLong(limit=MOST_BYTES, where=upload.name)
    return page_of(upload.read(), charset=upload.charset or "", where=upload.name)


def _row(desk: Desk, view: FeedView) -> list[Any]:
    state: dict[str, Any] = {"status": "finished" if view.ended else "open"}
    if view.n_failures and not view.ended:
        state = {"status": "fails", "text": _(view.says).format(**view.facts)}
    name = {"text": view.outlet, "url": view.address, "note": view.code}
    next_step = {"text": "–"} if view.ended else desk.link(EndFeed, view.code)
    return [name, state, view.asked_at or _("not yet"), view.n_articles, next_step]
