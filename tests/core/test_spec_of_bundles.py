"""docs/spec/bundle.md says what the code does."""

import re

from hustings.core.bundle import FORMAT, MANIFEST
from hustings.core.projections.sentences import CALENDAR, CANCELLED, DATED, FACT, HELD, PASSED, SCHEDULED, SENTENCES
from hustings.core.projections.words import KINDS
from hustings.core.readme import FIRST, TEXT
from hustings.core.treatment import ROWS
from hustings.core.verify_polls import PROOFS_FORMAT
from tests.core.second_verifier import SPEC

TEXT_OF_SPEC = SPEC.read_text()
CATALOGUE = (SPEC.parent / "record.md").read_text()


def test_every_sentence_stands_in_the_specification() -> None:
    rows = []
    for verb, sentence in SENTENCES.items():
        status = f"`{sentence.status}`" if sentence.status else "–"
        day = ", ".join(f"`{field}`" for field in sentence.day.split("/")) if sentence.day else "–"
        rows.append(f"| `{verb}` | `{sentence.template}` | {status} | {day} |")
    table = TEXT_OF_SPEC.partition("| verb | template | status | day |\n| --- | --- | --- | --- |\n")[2].partition(
        "\n\n"
    )[0]
    assert table.splitlines() == rows


def test_the_other_templates_stand_in_it_too() -> None:
    for template in (CALENDAR, CANCELLED, DATED, FACT, HELD, PASSED, SCHEDULED):
        assert f"`{template}`" in TEXT_OF_SPEC


def test_readme_stands_in_it_word_for_word() -> None:
    assert f"```text\n{TEXT}```" in TEXT_OF_SPEC
    for first in FIRST.values():
        assert f"    {first}\n" in TEXT_OF_SPEC


def test_rows_kinds_and_formats_stand_in_it() -> None:
    for key, label, _ in ROWS:
        assert f"| `{key}`, {label} |" in TEXT_OF_SPEC
    for kind in KINDS:
        assert f"`{kind}`" in TEXT_OF_SPEC
    for name in (FORMAT, MANIFEST, PROOFS_FORMAT):
        assert name in TEXT_OF_SPEC


def test_every_verb_with_a_sentence_is_in_the_catalogue() -> None:
    catalogued = set(re.findall(r"^\| `([a-z_]+\.[a-z-]+)` \|", CATALOGUE, re.MULTILINE))
    assert set(SENTENCES) - catalogued == {"record.opened"}


def test_every_public_verb_of_the_catalogue_reaches_the_timeline_or_is_shown_elsewhere() -> None:
    catalogued = set(re.findall(r"^\| `([a-z_]+\.[a-z-]+)` \|", CATALOGUE, re.MULTILINE))
    elsewhere = {"date.set", "roundtable.set", "roundtable.held", "sheet.entered", "sheet.confirmed", "gift.reported"}
    elsewhere |= {"fact.published", "fact.reported-again", "slots.preferred", "invitation.answered"}
    elsewhere |= {f"paper.{what}" for what in ("announced", "entered", "confirmed", "withdrawn")}
    elsewhere |= {f"question.{what}" for what in ("proposed", "published", "declined", "merged", "parted")}
    assert catalogued - set(SENTENCES) == elsewhere
