"""After its work the demonstration serves its own house; the work itself is played in tests/stories."""

from pathlib import Path

import pytest
import typer
from django.utils.module_loading import import_string

from hustings.doors.cli.demo import ADDRESS, settings_of, site_to_serve
from hustings.doors.cli.serve import server_at
from hustings.project.config import read_config


def test_the_site_is_served_at_the_address_that_was_printed_unless_nobody_wants_it() -> None:
    site = site_to_serve(no_serve=False)
    assert (site.bind_addr, site.bind_port, site.workers, site.blocking_threads) == ("127.0.0.1", 8000, 2, 32)
    assert ADDRESS == "127.0.0.1:8000"
    assert callable(import_string(site.target.replace(":", ".")))
    assert site_to_serve(no_serve=True) is None


def test_a_server_takes_the_numbers_that_were_asked_for() -> None:
    site = server_at("[::1]:81", workers=3, threads=1)
    assert (site.bind_addr, site.bind_port, site.workers, site.blocking_threads) == ("::1", 81, 3, 1)


@pytest.mark.parametrize("bind", ["8000", "localhost", "127.0.0.1:port", "127.0.0.1:65536"])
def test_an_address_that_is_none_is_refused(bind: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not an address and a port"):
        server_at(bind)


def test_what_is_served_is_the_house_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    config = read_config()
    assert (config.home, config.files, config.demo) == (tmp_path, tmp_path / "files", True)
    assert config.database_url == f"sqlite:///{tmp_path}/demo.sqlite3"
