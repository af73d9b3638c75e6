"""What the environment sets, read once, typed and frozen. `hustings check` prints it without secrets."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, its variable and its default. `docs/run.md` lists them; a test compares."""

    home: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    debug: bool
    hosts: tuple[str, ...]
    mail_url: str = field(repr=False)
    mail_from: str
    files: Path
    demo: bool
    secure: bool
    press_hosts: tuple[str, ...]
    press_test_server: str
    poll_heads_minutes: int


def read_config() -> Config:
    """The configuration from `HUSTINGS_…` variables.

    Without any, a private folder `var/` under the working folder is used.
    """
    env = Env()
    home = Path(env.str("HUSTINGS_HOME", "var")).resolve()
    return Config(
        home=home,
        database_url=env.str("HUSTINGS_DATABASE_URL", f"sqlite:///{home / 'hustings.sqlite3'}"),
        secret_key=env.str("HUSTINGS_SECRET_KEY", "") or _kept_secret(home),
        debug=env.bool("HUSTINGS_DEBUG", False),
        hosts=tuple(env.list("HUSTINGS_HOSTS", ["127.0.0.1", "localhost"])),
        mail_url=env.str("HUSTINGS_MAIL_URL", ""),
        mail_from=env.str("HUSTINGS_MAIL_FROM", "hustings@localhost"),
        files=Path(env.str("HUSTINGS_FILES", str(home / "files"))).resolve(),
        demo=env.bool("HUSTINGS_DEMO", False),
        secure=env.bool("HUSTINGS_SECURE", False),
        press_hosts=tuple(env.list("HUSTINGS_PRESS_HOSTS", [])),
        press_test_server=env.str("HUSTINGS_PRESS_TEST_SERVER", ""),
        poll_heads_minutes=env.int("HUSTINGS_POLL_HEADS_MINUTES", 60),
    )


def _kept_secret(home: Path) -> str:
    """A secret made once and kept in the private folder, readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
