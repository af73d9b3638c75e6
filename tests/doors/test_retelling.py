"""Sentences that the record holds in English, as a page retells them in the reader's language."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.utils.translation import override

from hustings.core.decision.wording import percent_text
from hustings.doors.parts import figures
from hustings.doors.public.saying import colon, said
from hustings.doors.retelling import listed, retold

PAID = {"amount_cents": 4_500_000, "recipient": "Harbor Fund", "account": ""}


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with override("es"):
        yield


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        (
            "37 of 59 votes cast = 62.7 %, needs at least 60 %: passes.",
            "37 de 59 votos emitidos = 62.7\u202f%, se necesita al menos 60\u202f%: se aprueba.",
        ),
        (
            "Ana Ruiz: 1,200 of 3,000 votes of those present = exactly 2/5, needs more than 1/2",
            "Ana Ruiz: 1,200 de 3,000 votos de las personas presentes = exactamente 2/5, se necesita más de 1/2",
        ),
        ("Votes: yes 37, no 19, abstain 3 (2 seats).", "Votos: sí 37, no 19, abstención 3 (2 puestos)."),
        (
            "Notice: 1 day before the vote, needs at least 7: enough.",
            "Aviso previo, en días antes de la votación: 1; se necesitan al menos 7: suficiente.",
        ),
        ("Outcome: no endorsement.", "Resultado: sin respaldo."),
        ("became a candidate on 3 May 2031", "entró en la lista de candidaturas el 3 de mayo de 2031"),
        ("AK, AL and 8 more: 56 locals", "AK, AL y 8 más: 56 locales"),
        ("to be voted on 2031-05-03", "se vota el 3 de mayo de 2031"),
    ],
)
def test_a_sentence_of_the_record_is_retold_with_its_values(english: str, spanish: str) -> None:
    assert retold(english) == spanish


def test_somebodys_own_words_stay_as_they_are() -> None:
    assert retold("Both boards asked for another day.") == "Both boards asked for another day."


def test_the_items_of_a_list_are_retold_one_by_one() -> None:
    assert listed("QN-1: answered on 3 May 2031, late") == "QN-1: respondió el 3 de mayo de 2031, tarde"
    assert listed("call, 3 May 2031") == "llamada, 3 de mayo de 2031"


def test_a_sentence_of_the_timeline_has_its_values_in_the_readers_language() -> None:
    template = "The cycle goes from “{was}” to “{now}”.[ Reason: {reason}.]"
    values = {"was": "called", "now": "inviting", "reason": "the hall burned down"}
    assert said(template, values) == "El ciclo pasa de «convocatoria» a «invitación». Motivo: the hall burned down."
    moved = "The deadline for answers is moved from {was:time} to {now:time}.[ Reason: {reason}.]"
    days = {"was": "2031-05-03T17:00:00Z", "now": "2031-05-10T17:00:00Z", "reason": ""}
    assert said(moved, days) == (
        "El plazo para responder pasa del 3 de mayo de 2031, 17:00 UTC al 10 de mayo de 2031, 17:00 UTC."
    )


def test_in_english_the_record_is_shown_as_it_stands() -> None:
    with override("en"):
        assert retold(f"Votes: yes {1200:,}, no 3.") == "Votes: yes 1,200, no 3."
        assert retold(percent_text(Fraction(5, 8))) == "62.5 %"


def test_what_a_motion_asks_is_retold_and_its_own_title_is_not() -> None:
    assert retold("Endorse Ada Cole") == "Respaldar a Ada Cole"
    assert retold("Approve GIFT-2") == "Aprobar GIFT-2"
    assert retold("Approve the minutes") == "Approve the minutes"


def test_in_french_dollars_the_first_of_a_month_and_colons_are_written_as_there() -> None:
    with override("fr"):
        assert figures.money(4_500_050) == "45\u00a0000,50\u00a0$"
        assert said("{amount_cents:money} is paid to {recipient}[ ({account})].", PAID) == (
            "45\u00a0000\u00a0$ sont versés à Harbor Fund."
        )
        assert retold("answered on 1 May 2031") == "a répondu le 1er mai 2031"
        assert figures.moment(datetime(2031, 5, 1, 17, 0, tzinfo=UTC)).endswith(">1er mai 2031, 17 h 00 UTC</time>")
        assert colon("Local 7", "3") == "Local 7\u00a0: 3"
