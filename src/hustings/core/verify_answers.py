"""The check of a bundle that published answers are what was handed in, of everybody whose answers were opened."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hustings.core.chain import Entry
from hustings.core.findings import Check, judged
from hustings.core.questionnaires import published_commitment


def check_answers(entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every published answer gives the commitment of its receipt; as it was entered, corrections aside."""
    published = [entry for entry in entries if entry.verb == "answers.published"]
    wrong = [fault for entry in published for fault in _publication(entry, entries)]
    n = sum(len(_object(entry.body, "answers")) for entry in published)
    return judged(name, compared, wrong, f"{n} candidates' answers" if published else "no answers were published")


def _publication(entry: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    code = str(entry.body.get("questionnaire"))
    before = [each for each in entries[: entry.seq] if each.payload and str(each.body.get("questionnaire")) == code]
    receipts = {str(each.body.get("candidate")): each.body for each in before if each.verb == "answers.handed-in"}
    answers = _object(entry.body, "answers")
    for candidate, told in answers.items():
        if published_commitment(code, candidate, told) != receipts.get(candidate, {}).get("digest"):
            yield f"entry {entry.seq}: the answers of {candidate} are not those that were handed in"
    opened = [each.body.get("opened") for each in before if each.verb == "answers.opened"]
    wanted = opened[-1] if opened and isinstance(opened[-1], list) else []
    missing = [str(candidate) for candidate in wanted if candidate not in answers]
    if missing:
        yield f"entry {entry.seq}: the answers of {', '.join(missing)} were opened and are not there"


def _object(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = told.get(key)
    return value if isinstance(value, dict) else {}
