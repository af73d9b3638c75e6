"""Nothing grows beyond what one can read at a sitting: files of at most 400 lines, functions of at most 40.

A function's docstring is not counted. Ruff keeps complexity at 8 and lines at 120.
"""

import ast
from collections.abc import Iterator

from tests.house.tree import kept_files, text_of

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40


def sources(*suffixes: str) -> list[str]:
    return [name for name in kept_files(*suffixes) if "/migrations/" not in name and "/vectors/" not in name]


def long_functions(text: str) -> Iterator[str]:
    """The name and length of each function of a Python text that is too long."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1 - docstring_lines(node)
            if length > LINES_OF_A_FUNCTION:
                yield f"{node.name} has {length} lines"


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    has_one = ast.get_docstring(node, clean=False) is not None
    return (first.end_lineno or 0) - first.lineno + 1 if has_one else 0


def test_no_file_is_longer_than_400_lines() -> None:
    suffixes = (".py", ".js", ".css", ".html", ".sh", ".txt.j2")
    lengths = {name: len(text_of(name).splitlines()) for name in sources(*suffixes)}
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    found = [f"{name}: {what}" for name in sources(".py") for what in long_functions(text_of(name))]
    assert found == []


def test_a_long_function_is_found_and_its_docstring_is_not_counted() -> None:
    docstring = '    """One.\n\n    Two.\n    """\n'
    fits = "def fits():\n" + docstring + "    x = 1\n" * 39
    assert list(long_functions(fits)) == []
    assert list(long_functions(fits + "    y = 2\n")) == ["fits has 41 lines"]
