"""Patterns that wait: they answer as compiled ones do, and importing the reader compiles none."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import hustings.core.reading
from hustings.core.reading.late import Late

SOURCES = (r"\b(?:union|local) \d+", r"a(b)?", r", (?=\w)", r"^[A-Z]\w*")
TEXTS = st.text(alphabet="ab, Z9 union local", max_size=30)


@given(TEXTS, st.sampled_from(SOURCES), st.integers(0, 5))
def test_a_late_pattern_answers_as_a_compiled_one(text: str, source: str, start: int) -> None:
    late, compiled = Late(source, re.I), re.compile(source, re.I)
    for ask in ("search", "match", "fullmatch"):
        found, expected = getattr(late, ask)(text, start), getattr(compiled, ask)(text, start)
        assert (found and found.span()) == (expected and expected.span())
    assert [each.span() for each in late.finditer(text)] == [each.span() for each in compiled.finditer(text)]
    assert (late.findall(text), late.split(text, 1)) == (compiled.findall(text), compiled.split(text, 1))
    assert late.sub("-", text) == compiled.sub("-", text)


def test_no_module_of_the_reader_compiles_a_pattern_when_it_is_imported() -> None:
    folder = Path(hustings.core.reading.__file__).parent
    at_once = [
        f"{file.name}: {line}"
        for file in sorted(folder.rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.match(r"\w+(?:: [^=]+)? = re\.compile\(", line)
    ]
    assert at_once == []
