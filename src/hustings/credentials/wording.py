"""What letters and e-mails say: once for all members, in the language of each."""

import gettext as translations
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_time, get_timezone_name

from hustings.credentials.refusals import NotSaid, WordsUnclear
from hustings.credentials.store import Holder, Office

DEFAULT_LANGUAGE = "en"
PAPERS = ("letter", "a4")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")
_POLL = re.compile(r"[A-Za-z0-9-]{1,20}")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What the letters tell every member. `closes_at` is a local time of `zone`; `house` is where the booth is."""

    house: str
    poll: str
    closes_at: str
    zone: str
    ask: str
    sender: str = ""
    paper: str = PAPERS[0]

    @property
    def closing(self) -> datetime:
        """The moment of closing, with its zone."""
        return datetime.fromisoformat(self.closes_at).replace(tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Words:
    """One language's texts, in the order in which a letter has them."""

    stamp: str
    heading: str
    intro: str
    code: str
    check: str
    steps_heading: str
    steps: tuple[str, str, str]
    address: str
    until_heading: str
    until: str
    again: str
    secret_heading: str
    secret: str
    forget: str
    ask_heading: str
    ask: str
    by_mail: str
    link: str
    open: str


def say(office: Office, said: Said, *, at: str) -> None:
    """Write down what letters tell. Raises: WordsUnclear."""
    for reason in filter(None, _faults(said)):
        raise WordsUnclear(reason=reason)
    office.write_facts({"said": asdict(said) | {"house": said.house.rstrip("/")}})
    office.commit()
    office.log("said", at=at)


def _faults(said: Said) -> list[str]:
    def printed(text: str) -> bool:
        return 0 < len(text) <= LONGEST and text.isprintable()

    return [
        "" if _ADDRESS.fullmatch(said.house) else "the address of the house begins with https:// and has no ? or #",
        "" if _secure(said.house) else "the address of the house must begin with https://",
        "" if _POLL.fullmatch(said.poll) else "the poll's code looks like POLL-S1",
        "" if _is_moment(said) else "the closing time looks like 2031-09-15T18:00, its zone like America/New_York",
        "" if printed(said.ask) else f"whom to ask takes 1 to {LONGEST} signs",
        "" if not said.sender or printed(said.sender) else f"the sender takes at most {LONGEST} signs",
        "" if said.paper in PAPERS else f"paper is one of {', '.join(PAPERS)}",
    ]


def _secure(house: str) -> bool:
    address = urlsplit(house)
    return address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1")


def _is_moment(said: Said) -> bool:
    try:
        return datetime.fromisoformat(said.closes_at).tzinfo is None and bool(said.closing)
    except (ValueError, ZoneInfoNotFoundError):
        return False


def said_in(office: Office) -> Said:
    """What was said last. Raises: NotSaid."""
    found = office.fact("said")
    if found is None:
        raise NotSaid
    return Said(**found)


def booth_address(office: Office, said: Said, unit: str) -> str:
    """The page on which the members of a unit vote."""
    return f"{said.house}/poll/{office.fact('cycle')}/{said.poll}/{unit}/booth"


def booth_link(address: str, holder: Holder) -> str:
    """The same with the credential behind “#”, which a browser keeps to itself and never sends."""
    return f"{address}#{holder.secret}"


@lru_cache(maxsize=8)
def _catalogue(language: str) -> translations.NullTranslations:
    return translations.translation("django", str(files("hustings") / "locale"), languages=[language], fallback=True)


def moment(at: datetime, language: str) -> str:
    """A day and a time with the zone, as people write them."""
    day = format_date(at, "full", locale=language)
    time = format_time(at, "short", tzinfo=at.tzinfo, locale=language)
    return f"{day}, {time} ({get_timezone_name(at, width='short', locale='en_US')})"


def words(office: Office, said: Said, *, unit: str, language: str) -> Words:
    """All texts in a language, for the members of one unit; in English where it is not translated."""
    language = language or DEFAULT_LANGUAGE
    gettext = _catalogue(language).gettext
    facts: dict[str, Any] = {
        "organisation": office.fact("organisation"),
        "title": office.fact("title"),
        "address": booth_address(office, said, unit).removeprefix("https://"),
        "until": moment(said.closing, language),
        "ask": said.ask,
    }
    rehearsal = office.fact("rehearsal")
    texts = Words(
        stamp=gettext("REHEARSAL. This is not a real vote.") if rehearsal else "",
        heading=gettext("Your vote: {title}"),
        intro=gettext("{organisation} asks its members. The code below is yours alone: with it you vote."),
        code=gettext("Your voting code"),
        check=gettext("Check number: {check}"),
        steps_heading=gettext("How to vote"),
        steps=(
            gettext("Scan the square with your telephone. Or type this address into a browser, and then your code:"),
            gettext("Choose. Then check what you chose."),
            gettext("Cast your ballot. Keep the tracker you are shown: with it you find your ballot in the box."),
        ),
        address="{address}",
        until_heading=gettext("Until when"),
        until="{until}",
        again=gettext("Until then you can vote again; only your last ballot counts."),
        secret_heading=gettext("Keep the code to yourself"),
        secret=gettext(
            "Whoever has it can vote as you. Nobody will ask you for it, by telephone, mail or at the door."
        ),
        forget=gettext("No ballot shows who cast it, and the list of who got which code is destroyed."),
        ask_heading=gettext("Whom to ask"),
        ask=gettext("{ask}. Ask there too if you cannot vote with a telephone or a computer."),
        by_mail=gettext("{organisation} asks its members. With this letter you vote; do not pass it on."),
        link=gettext("The page on which you vote:"),
        open=gettext("Open the page. It knows your code already, and never sends it."),
    )
    return _filled(texts, facts)


def _filled(texts: Words, facts: dict[str, Any]) -> Words:
    def fill(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(fill, value))
        return re.sub(r"\{(\w+)\}", lambda found: str(facts.get(found[1], found[0])), value)

    return Words(**{name: fill(value) for name, value in asdict(texts).items()})
