"""Whether a house is exactly as it was: every row of every table, every file, every record whole."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hustings.core.chain import check_chain
from hustings.doors.cli.main import main
from hustings.ground.record.models import Chain, Entry
from hustings.ground.record.queries import publishable_entries
from tests.cli.commands import Ran, hustings
from tests.stories.kept import read_files, read_tables


@dataclass(frozen=True, slots=True)
class House:
    """A house on the database of the test, with its files in a folder of its own."""

    home: Path

    def run(self, *words: object) -> Ran:
        """The real command, in a process of its own, at this house."""
        return hustings(*words, HUSTINGS_HOME=str(self.home), HUSTINGS_FILES=str(self.home / "files"))

    def typed(self, *words: object) -> Ran:
        """The same command in this process: quicker, and on the same settings."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "argv", ["hustings", *map(str, words)])
            with pytest.raises(SystemExit) as end:
                main()
        return Ran(int(end.value.code or 0), out.getvalue(), err.getvalue())

    def everything(self) -> tuple[Any, Any]:
        """All tables with all their rows, and all files."""
        return read_tables(connection), read_files(self.home)

    def heads(self) -> dict[str, str]:
        """The head of every record, recomputed from its first entry on."""
        return {chain.pk: check_chain(publishable_entries(cycle=chain.pk)) for chain in Chain.objects.order_by("pk")}

    def n_entries(self) -> int:
        return Entry.objects.count()

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Fails unless what is done inside leaves everything as it was."""
        before, heads = self.everything(), self.heads()
        yield
        assert self.heads() == heads
        tables, files = self.everything()
        assert [name for name in tables if sorted(map(str, tables[name])) != sorted(map(str, before[0][name]))] == []
        assert files == before[1]
