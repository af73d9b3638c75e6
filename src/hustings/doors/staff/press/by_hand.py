"""What no article in the file tells, or what its reader must not offer, entered by a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hustings.doors.staff.fields import DaysField, Sourced, choice_field, text_field
from hustings.doors.staff.press import words
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.actions.facts import add_fact, add_source
from hustings.rooms.press.review import published_of


class AddByHand(Sourced):
    action = add_fact
    name, path = "press-add", "press/add/"
    title = gettext_lazy("Add a fact by hand")
    lead = gettext_lazy("For what the press file does not hold, and for what its reader never offers.")
    button = gettext_lazy("Add a fact by hand")
    done = gettext_lazy("{value} is on the record; it will be public with the next publication.")
    always_sourced = True

    fact_type = choice_field(words.TYPES, label=gettext_lazy("Kind"))
    status = choice_field(words.STATUSES, label=gettext_lazy("Status"))
    what = text_field(
        label=gettext_lazy("In one sentence of your own"), help_text=gettext_lazy("Never the article's words.")
    )
    on = DaysField(label=gettext_lazy("When it happened"))
    outcome = choice_field(words.OUTCOMES, label=gettext_lazy("Outcome of an endorsement"), required=False)
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
    sensitive = forms.BooleanField(
        label=gettext_lazy("It is about crime, health or sex"),
        required=False,
        help_text=gettext_lazy("Then the denial is published beside it, always."),
    )
    denial = text_field(
        label=gettext_lazy("The denial"),
        required=False,
        help_text=gettext_lazy("Or the sentence that a reply was asked for and none came."),
    )

    def prepare(self) -> None:
        super().prepare()
        candidates = [(each.code, each.name) for each in candidates_of(cycle=self.desk.cycle)]
        if candidates:
            self.fields["about"].choices = candidates  # type: ignore[attr-defined]
        else:
            del self.fields["about"]

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"on": said["on"].text}


class AddReport(Sourced):
    action = add_source
    name, path = "press-source", "press/add-report/"
    title = gettext_lazy("Add a report by hand")
    lead = gettext_lazy("One more source of a published fact; what it says otherwise stands beside it.")
    button = gettext_lazy("Add a report by hand")
    done = gettext_lazy("{value} is on the record. One event stays one event.")
    always_sourced = True

    to = forms.ChoiceField(label=gettext_lazy("Published fact"))
    status = choice_field(words.STATUSES, label=gettext_lazy("Status, as this report has it"))
    on = DaysField(label=gettext_lazy("When it happened, as this report has it"), required=False)
    what = text_field(
        label=gettext_lazy("What this report adds"), required=False, help_text=gettext_lazy("In words of your own.")
    )

    def prepare(self) -> None:
        super().prepare()
        found = published_of(cycle=self.desk.cycle, actor=self.desk.actor)
        self.fields["to"].choices = [(code, f"{what} ({code})") for code, what in found]  # type: ignore[attr-defined]
        self.fields["what"].widget.attrs["rows"] = 3

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"on": said["on"].text if said["on"] else ""}


FORMS = (AddByHand, AddReport)
