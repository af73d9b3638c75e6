"""One fact before a person's eyes: accept, correct, reject, merge; an unknown name in one click."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.reports import Conflict
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import DaysField, choice_field, day_shown, text_field
from hustings.doors.staff.pages import lines
from hustings.doors.staff.press import words
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.actions.articles import enter_name
from hustings.rooms.press.actions.facts import accept_fact, add_report, reject_fact
from hustings.rooms.press.actions.rereading import add_alias, read_again
from hustings.rooms.press.marks import Piece
from hustings.rooms.press.queries import facts_of, gazetteer_of, likely_same
from hustings.rooms.press.refusals import AliasTaken, NoSuchFact
from hustings.rooms.press.regressions import REASONS
from hustings.rooms.press.review import Review, review_of, sentence_for

MOST_ALIKE = 3
NEAR = 600
"""How many letters of the article are shown with the fact itself."""

PERSON, BODY = "new-person", "new-body"
_CODE = re.compile(r"FACT-[0-9]{1,6}")


class OneFact(ActionForm):
    """A form about one fact that waits: `ART-1.FACT-2`. All of them stand on one page."""

    template = "staff/review.html"

    def __init__(self, *args: Any, review: Review | None = None, **kwargs: Any) -> None:
        self.known = review
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.article, _dot, self.code = self.thing.partition(".")
        self.review: Review = self.known or review_of(
            cycle=self.desk.cycle, article=self.article, fact=self.code, actor=self.desk.actor
        )
        if self.review.state != "waiting":
            raise NoSuchFact(fact=self.thing, where=self.article)

    def then(self) -> str:
        """The next fact that waits, in the order of the text, from the beginning again after the last."""
        waiting = self.review.progress.waiting
        here = waiting.index(self.code)
        following = (*waiting[here + 1 :], *waiting[:here])
        if not following:
            return self.desk.url("press-one", self.article)
        return f"{self.at(following[0])}?decided={self.code}#fact"

    def at(self, code: str) -> str:
        """The page of a fact that waits."""
        return self.desk.url(Accept.name, f"{self.article}.{code}")

    def also(self, form: type["OneFact"]) -> "OneFact":
        """The form of another decision on this fact; this one itself where it is the one that was sent."""
        if type(self) is form:
            return self
        return form(desk=self.desk, thing=self.thing, review=self.review, auto_id=f"{form.name}-%s")

    def accepting(self) -> "OneFact":
        return self.also(Accept)

    def rejecting(self) -> "OneFact":
        return self.also(Reject)

    def address(self) -> str:
        """Where the form is sent."""
        return self.desk.url(self.name, self.thing)

    def published(self) -> Any:
        """The article's day, for the page."""
        return day_shown(self.review.published) if self.review.published else _("day not known")

    def addresses(self) -> dict[str, str]:
        """Where the other forms of the page are sent, and where its links lead."""
        named = {form.name.removeprefix("press-"): self.desk.url(form.name, self.thing) for form in FORMS}
        return named | {
            "article": self.desk.url("press-one", self.article),
            "text": self.desk.url("press-text", self.article),
            "published": self.desk.url("press-published", self.article),
        }

    def steps(self) -> dict[str, Any]:
        """Where this fact stands among those that wait, and its neighbours."""
        waiting = self.review.progress.waiting
        here = waiting.index(self.code)
        found: dict[str, Any] = {"n": here + 1, "of": len(waiting)}
        if here:
            found["before"] = f"{self.at(waiting[here - 1])}#fact"
        if here + 1 < len(waiting):
            found["after"] = f"{self.at(waiting[here + 1])}#fact"
        last = self.desk.request.GET.get("decided", "")
        if _CODE.fullmatch(last):
            found["last"] = {"code": last, "url": self.desk.url("press-fact", f"{self.article}.{last}")}
        return found

    @cached_property
    def alike(self) -> list[dict[str, Any]]:
        """Published facts that may tell the same event: why, what differs, and the number of the key."""
        found = likely_same(cycle=self.desk.cycle, article=self.article, fact=self.code, actor=self.desk.actor)
        return [
            {
                "fact": one.fact,
                "what": one.what,
                "on": one.on,
                "outlets": ", ".join(dict.fromkeys(source.outlet for source in one.sources)),
                "same": one.alike.same,
                "reasons": one.alike.reasons,
                "differs": [difference(each) for each in one.alike.differs],
            }
            for one in found[:MOST_ALIKE]
        ]

    def everybody(self) -> list[dict[str, str]]:
        """Everybody whom the reader knows."""
        entities = gazetteer_of(cycle=self.desk.cycle).entities
        return sorted(({"key": one.id, "name": one.name} for one in entities), key=lambda one: one["name"])

    def pieces(self) -> list[dict[str, Any]]:
        """The article around the fact, cut at every mark."""
        return shown(self.review.place.pieces)

    def sentence(self) -> list[dict[str, Any]]:
        """The words that tell the fact, and what lies between them and its names and date where these are near."""
        pieces = self.pieces()
        marked = [place for place, one in enumerate(pieces) if one["told"] or one["says"]]
        whole = pieces[marked[0] : marked[-1] + 1] if marked else []
        near = sum(len(one["text"]) for one in whole) <= NEAR
        return whole if near else [one for one in pieces if one["told"]]

    def participants(self) -> list[dict[str, Any]]:
        """Who takes part, with the part, and how the article writes it where that is another way."""
        return [
            {
                "label": words.said(words.ROLES, one.role).capitalize(),
                "text": one.name or one.words,
                "note": _("not known to the reader") if not one.known else one.words if one.words != one.name else "",
            }
            for one in self.review.participants
        ]

    def heading_of_fact(self) -> str:
        """Kind and status, in words."""
        said = self.review.said
        return _("%(kind)s, %(status)s") % {
            "kind": words.said(words.TYPES, said.type),
            "status": words.said(words.STATUSES, said.status),
        }

    def finding(self) -> list[dict[str, Any]]:
        """What the reader made of it, line by line."""
        said = self.review.said
        outcome = words.said(words.OUTCOMES, said.outcome) if said.outcome else ""
        clear = {"status": {"word": _("clear"), "mark": "full"}, "note": _("the sentence says it in so many words")}
        doubt = {"status": {"word": _("look at this"), "mark": "half", "tone": "care"}, "note": said.why}
        return self.participants() + lines(
            {
                _("Word that gave it away"): said.trigger,
                _("Outcome"): outcome,
                _("Sum or number"): said.figure,
                _("When"): {"text": day_shown(said.on), "note": said.arithmetic} if said.when else _("no day is named"),
                _("Told by"): said.told_by,
                _("Source"): words.said(words.STANDINGS, said.standing),
                _("Stands in"): said.zone,
                _("How sure"): clear if said.tier == "clear" else doubt,
                _("Second opinion"): words.said(words.OPINIONS, said.parser) if said.parser else "",
            }
        )

    def reasons(self) -> list[tuple[int, Any]]:
        """The common reasons with their keys."""
        return list(enumerate(words.REASONS, start=1))


def difference(conflict: Conflict) -> str:
    """What two reports say differently, side by side."""
    said = [f"{each.says} ({', '.join(each.reports)})" for each in conflict.said]
    return f"{words.said(words.FIELDS, conflict.field)}: {' / '.join(said)}"


def shown(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Pieces for a page: each mark with its word, so that colour is never alone, and where the telling words begin."""
    told = [False, *(one.told for one in pieces), False]
    return [
        {
            "text": one.text,
            "kind": one.kind,
            "says": _word(one),
            "told": one.told,
            "begins": one.told and not told[place],
            "ends": one.told and not told[place + 2],
        }
        for place, one in enumerate(pieces)
    ]


def _word(piece: Piece) -> str:
    if piece.kind == "who":
        return words.said(words.ROLES, piece.label)
    return words.said(words.MARKS, piece.kind) if piece.kind in words.MARKS else ""


class Accept(OneFact):
    action = accept_fact
    name, path = "press-accept", "press/fact/<str:thing>/accept/"
    title = gettext_lazy("Review a fact")
    button = gettext_lazy("Accept")
    done = gettext_lazy("{thing} is accepted; it will be public with the next publication.")

    what = text_field(
        label=gettext_lazy("In one sentence of your own"), help_text=gettext_lazy("Never the article's words.")
    )
    on = DaysField(label=gettext_lazy("When it happened"), required=False)
    status = choice_field(words.STATUSES, label=gettext_lazy("Status"))
    outcome = choice_field(words.OUTCOMES, label=gettext_lazy("Outcome"), required=False)
    about = forms.MultipleChoiceField(
        label=gettext_lazy("On the pages of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quotation = forms.CharField(
        label=gettext_lazy("Quotation"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("At most 25 words, exactly as printed."),
    )
    speaker = forms.CharField(label=gettext_lazy("Who said it"), max_length=120, required=False)
    source_class = choice_field(words.STANDINGS, label=gettext_lazy("Who stands behind the report"), required=False)

    def prepare(self) -> None:
        super().prepare()
        self.fields["what"].widget.attrs["rows"] = 3
        candidates = [(each.code, each.name) for each in candidates_of(cycle=self.desk.cycle)]
        self.fields["about"].choices = candidates  # type: ignore[attr-defined]
        if not candidates:
            del self.fields["about"]
        said = self.review.said
        if said.type != "endorsement":
            del self.fields["outcome"]
        self._offer("status", said.status)
        self._offer("outcome", said.outcome)
        names = ("on", "status", "outcome", "about", "quotation", "speaker")
        self.initial = {"what": said.suggestion} | {name: getattr(said, name) for name in names}

    def _offer(self, name: str, found: str) -> None:
        """What was found is among the choices, also where the desk has no word for it: nothing slips to the first."""
        field: Any = self.fields.get(name)
        if field is not None and found not in dict(field.choices):
            field.choices = [*field.choices, (found, found)]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        on = said["on"].text if said["on"] else ""
        given = said | {"article": self.article, "fact": self.code, "on": on}
        return given | {"what": self._sentence(given)}

    def _sentence(self, given: dict[str, Any]) -> str:
        """The sentence as written; one that was left as proposed follows a corrected day, status and outcome."""
        proposed, what = self.review.said.suggestion, str(given["what"])
        if what.strip() != proposed:
            return what
        changed = {name: str(given.get(name, "")) for name in ("status", "outcome", "on")}
        return sentence_for(
            cycle=self.desk.cycle, article=self.article, fact=self.code, **changed, actor=self.desk.actor
        )


class Reject(OneFact):
    action = reject_fact
    name, path = "press-reject", "press/fact/<str:thing>/reject/"
    title = gettext_lazy("Review a fact")
    button = gettext_lazy("Reject")
    done = gettext_lazy("{thing} is rejected. What the reader had found stays readable.")
    grave = True

    common = forms.ChoiceField(
        choices=[(str(n), text) for n, text in enumerate(words.REASONS, start=1)],
        required=False,
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(label=gettext_lazy("What is wrong, in your own words"), max_length=200, required=False)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if not self.cleaned_data.get("common") and not self.cleaned_data.get("reason"):
            self.add_error("reason", ValidationError(_("Say what is wrong; the reader learns from it.")))
        return said

    def arguments(self) -> dict[str, Any]:
        common = self.cleaned_data["common"]
        reason = REASONS[int(common) - 1] if common else self.cleaned_data["reason"]
        return {"article": self.article, "fact": self.code, "reason": reason}


class Report(OneFact):
    action = add_report
    name, path = "press-report", "press/fact/<str:thing>/report/"
    title = gettext_lazy("Review a fact")
    button = gettext_lazy("The same event")
    done = gettext_lazy("{thing} is added as a further report. One event stays one event.")

    to = forms.ChoiceField(label=gettext_lazy("The same as"))

    def prepare(self) -> None:
        super().prepare()
        self.fields["to"].choices = [(one["fact"], one["what"]) for one in self.alike]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        said = self.review.said
        quoted = {"quotation": said.quotation, "speaker": said.speaker}
        return {"article": self.article, "fact": self.code, "to": self.cleaned_data["to"], "on": said.on} | quoted


class Know(OneFact):
    """A name in the article: another way to write somebody, or somebody new. The article is read again at once."""

    action = enter_name
    name, path = "press-know", "press/fact/<str:thing>/know/"
    title = gettext_lazy("Review a fact")
    button = gettext_lazy("Teach the name")
    done = gettext_lazy("{value}")

    written = forms.CharField(label=gettext_lazy("Name in the article"), max_length=160)
    whom = forms.ChoiceField(label=gettext_lazy("It means"))

    def prepare(self) -> None:
        super().prepare()
        new = [(PERSON, _("a new person")), (BODY, _("a new body"))]
        known = [(one["key"], one["name"]) for one in self.everybody()]
        self.fields["whom"].choices = [*new, *known]  # type: ignore[attr-defined]

    def act(self) -> str:
        who: dict[str, Any] = {"cycle": self.desk.cycle, "actor": self.desk.actor, "at": self.desk.at}
        written, whom = self.cleaned_data["written"], self.cleaned_data["whom"]
        if whom in (PERSON, BODY):
            self._enter(" ".join(written.split()), whom, who)
        else:
            add_alias(key=whom, alias=written, **who)
        changed = read_again(article=self.article, **who)
        told = {"name": written, "new": changed.n_new, "gone": changed.n_gone}
        return _("“%(name)s” is known now. Read again: %(new)s new findings, %(gone)s no longer found.") % told

    def _enter(self, written: str, whom: str, who: dict[str, Any]) -> None:
        """Somebody new; a surname that is another's already is not theirs too, or it would be nobody's."""
        owners = {alias: one.name for one in gazetteer_of(cycle=self.desk.cycle).entities for alias in one.aliases}
        if written in owners:
            raise AliasTaken(alias=written, name=owners[written], where=self.desk.cycle)
        surname = written.rpartition(" ")[2]
        aliases = [surname] if whom == PERSON and surname not in owners else []
        kind = "Person" if whom == PERSON else "Organization"
        enter_name(key=self._key(written), kind=kind, name=written, aliases=aliases, **who)

    def _key(self, written: str) -> str:
        """A key that nobody has."""
        taken = {one["key"] for one in self.everybody()}
        stem = slugify(written)[:50] or "name"
        return next(key for n in range(1, len(taken) + 2) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)

    def said(self, value: Any) -> str:
        return str(value)

    def then(self) -> str:
        """The same fact, if it still waits; else the first that does."""
        before = self.review.progress.waiting
        fresh = review_waiting(self)
        here = [code for code in (self.code, *before[before.index(self.code) :], *fresh) if code in fresh]
        return f"{self.at(here[0])}#fact" if here else self.desk.url("press-one", self.article)


def review_waiting(form: OneFact) -> tuple[str, ...]:
    """The facts of the article that wait now."""
    facts = facts_of(cycle=form.desk.cycle, article=form.article, state="waiting", actor=form.desk.actor)
    return tuple(one.code for one in facts)


FORMS: tuple[type[OneFact], ...] = (Accept, Reject, Report, Know)
