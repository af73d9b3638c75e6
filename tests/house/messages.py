"""Every sentence that a page or letter may say, collected into the catalogues of translations: `make messages`.

What the doors and rooms mark for translation is found in their Python files and templates. The core knows no
translation: its templates (refusals, the sentences of the timeline, the cells of the treatment table) are taken from
its modules, because the doors translate them by the template. docs/translation.md tells how to translate.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from hustings.core import withdrawal
from hustings.core.projections import cells, overview, sentences
from hustings.core.treatment import ROWS
from tests.conftest import CHECKOUT

SOURCES = CHECKOUT / "src" / "hustings"
LOCALES = SOURCES / "locale"
LANGUAGES = ("es", "fr")
WORDS = ("core/*.py", "core/decision/*.py", "core/limits/*.py", "rooms/candidates/*.py", "rooms/invitations/*.py")
"""Where the words are that the record uses for states, roles and kinds."""

KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PER_RUN = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")
"""Lines of a catalogue's head that would differ from run to run and tell nobody anything."""

Found = tuple[str | tuple[str, ...], str | None, str, str]
"""A message (singular and plural where it has both), its context, the file it stands in, and a note."""


def extracted() -> Catalog:
    """A catalogue of everything there is to translate, without translations."""
    catalog = Catalog(project="Hustings", fuzzy=False)
    for found in (from_python, from_templates, from_core):
        for message, context, place, note in found():
            comments = [note] if note else []
            catalog.add(message, locations=[(place, 1)], auto_comments=comments, context=context)
    return catalog


def from_python() -> Iterator[Found]:
    """What Python files mark."""
    for path in sorted(SOURCES.rglob("*.py")):
        data = path.read_bytes()
        if b"gettext" in data:
            yield from _marked(data, path)


def from_templates() -> Iterator[Found]:
    """What templates mark, through Django's own reading of its tags."""
    for path in sorted(SOURCES.rglob("templates/**/*.html")):
        told = templatize(path.read_text(encoding="utf-8"))
        flat = "\n".join(line.strip() for line in told.splitlines())
        yield from _marked(flat.encode(), path)


def _marked(data: bytes, path: Path) -> Iterator[Found]:
    place = path.relative_to(CHECKOUT).as_posix()
    for _line, name, said, _comments in extract_python(BytesIO(data), tuple(KEYWORDS), (), {"encoding": "utf-8"}):
        given = said if isinstance(said, tuple) else (said,)
        texts = [text for text in given if isinstance(text, str)]
        if not texts:
            continue
        context = texts.pop(0) if "pgettext" in name else None
        message = (texts[0], texts[1]) if "n" in name.split("gettext")[0] else texts[0]
        yield message, context, place, ""


def from_core() -> Iterator[Found]:
    """The core's templates, each with a note on where it comes from."""
    for text, place, note in (*_refusals(), *_sentences(), *_cells(), *_words()):
        if any(letter.isalpha() for letter in _outside_braces(text)):
            yield text, None, place, note


def _outside_braces(text: str) -> str:
    return "".join(piece.rpartition("}")[2] for piece in text.split("{"))


def _refusals() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        data = path.read_text(encoding="utf-8")
        for kind in _classes(data) if "todo = " in data or " SAYS: " in data else ():
            for code, text in _listed_in(kind):
                yield text, path.relative_to(CHECKOUT).as_posix(), f"Finding {code}"
            told = dict(_assigned_in(kind))
            for name in told.keys() & {"says", "todo"}:
                yield told[name], path.relative_to(CHECKOUT).as_posix(), f"Refusal {told.get('code', kind.name)}"


def _classes(text: str) -> Iterator[ast.ClassDef]:
    yield from (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef))


def _assigned_in(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The names of a class that hold text, with the text."""
    for node in kind.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text))):
                yield name, text


def _listed_in(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """What a class may say, by code, where it holds a mapping named SAYS."""
    for node in kind.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id="SAYS"), value=ast.Dict(keys=keys, values=values)):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
                        yield str(key.value), str(value.value)


def _sentences() -> Iterator[tuple[str, str, str]]:
    place = "src/hustings/core/projections/sentences.py"
    for verb, sentence in sentences.SENTENCES.items():
        yield sentence.template, place, f"Timeline: {verb}"
        if "{" not in sentence.status:
            yield sentence.status, place, "Timeline: a state"
    for name, value in vars(sentences).items():
        if name.isupper() and isinstance(value, str):
            yield value, place, "Timeline"
    place = "src/hustings/core/projections/overview.py"
    for text in (overview.DECIDED, *overview.STANDS.values(), overview.NEXT):
        yield text, place, "Where a cycle stands"
    place = "src/hustings/core/withdrawal.py"
    for name, value in vars(withdrawal).items():
        if name.isupper() and isinstance(value, str):
            yield value, place, "What a candidate's going touches"


def _cells() -> Iterator[tuple[str, str, str]]:
    place = "src/hustings/core/projections/cells.py"
    for _key, label, _cell in ROWS:
        yield label, "src/hustings/core/treatment.py", "Treatment: a row"
    for text in _literals(ast.parse((CHECKOUT / place).read_text(encoding="utf-8"))):
        yield text, place, "Treatment: a cell"
    yield cells.UNKNOWN.template, place, "Treatment: a cell"


def _literals(tree: ast.Module) -> Iterator[str]:
    """What a module gives to its own makers of cells as a template."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_cell", "_term"):
            yield from _texts(node.args)
        elif isinstance(node, ast.Assign) and _assigned(node) in ("template", "words"):
            yield from _texts([node.value])


def _assigned(node: ast.Assign) -> str:
    return node.targets[0].id if isinstance(node.targets[0], ast.Name) else ""


def _texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if " " in text or (text.isalpha() and text != "n"):
                yield text
            case ast.IfExp(body=body, orelse=orelse):
                yield from _texts((body, orelse))


def _words() -> Iterator[tuple[str, str, str]]:
    """The fixed words of the record: roles, phases, kinds, outcomes."""
    for path in (path for pattern in WORDS for path in sorted(SOURCES.glob(pattern))):
        for kind in _classes(path.read_text(encoding="utf-8")):
            if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in kind.bases):
                for _name, text in _assigned_in(kind):
                    yield text, path.relative_to(CHECKOUT).as_posix(), f"A word of the record: {kind.name}"


def written(catalog: Catalog) -> str:
    """A catalogue as a file: sorted, without line numbers or dates, so that a diff shows only what changed."""
    made = BytesIO()
    write_po(made, catalog, width=0, sort_output=True, include_lineno=False)
    lines = made.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.removeprefix('"').startswith(PER_RUN)) + "\n"


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands in the repository."""
    path = LOCALES / language / "LC_MESSAGES" / "django.po"
    return read_po(StringIO(path.read_text(encoding="utf-8") if path.exists() else ""), locale=language)


def brought_up_to_date(language: str, sources: Catalog) -> Catalog:
    """The catalogue of a language with every message of the sources: translations kept, what is gone dropped."""
    catalog = catalogue(language)
    catalog.project = "Hustings"
    catalog.fuzzy = False
    catalog.header_comment = f"# Hustings, {language}. How to translate: docs/translation.md."
    catalog.update(sources, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> Sequence[str]:
    """The messages of a catalogue that have no translation, or of which a plural form is missing."""
    return [str(one.id) for one in catalog if one.id and not (all(one.string) if one.pluralizable else one.string)]


def main() -> None:
    """Write the catalogues and say what is still to be translated."""
    sources = extracted()
    for language in LANGUAGES:
        catalog = brought_up_to_date(language, sources)
        path = LOCALES / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(catalog), encoding="utf-8")
        print(f"{language}: {len(catalog)} messages, {len(untranslated(catalog))} to be translated")  # noqa: T201


if __name__ == "__main__":
    main()
