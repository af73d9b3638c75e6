"""What forms about one questionnaire share: finding it, and the things that addresses name."""

from typing import Any

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.fields import moment_of
from hustings.rooms.questionnaires.queries import QuestionnaireView, questionnaire_of


class AboutOne(ActionForm):
    """A form about one questionnaire. `thing` is its code, or its code and a part: QNR-1-q2, QNR-1-CAND-3."""

    view: QuestionnaireView

    def prepare(self) -> None:
        self.code, self.part = parted(self.thing)
        self.view = questionnaire_of(cycle=self.desk.cycle, questionnaire=self.code, actor=self.desk.actor)

    def arguments(self) -> dict[str, Any]:
        return {"questionnaire": self.code} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("questionnaires-one", self.code)

    def moment(self) -> Any:
        """The moment that the fields `until_on`, `until_at` and `zone` name; they are taken out."""
        said = self.cleaned_data
        return moment_of(said.pop("until_on"), said.pop("until_at"), said.pop("zone"))


def parted(thing: str) -> tuple[str, str]:
    """The code of the questionnaire and the part after it, which may be empty."""
    words = thing.split("-")
    return "-".join(words[:2]), "-".join(words[2:])
