"""How the seed will come about, from the options of `hustings lottery`. Needs no Django."""

from typing import Any

import typer

from hustings.doors.cli import lottery_files as files


def observers_of(texts: list[str] | None) -> tuple[dict[str, str], ...]:
    """The contributors named on the command line. Raises: LotteryTableMalformed."""
    given = files.pairs(texts or (), option="--observer")
    return tuple({"who": who, "commitment": digest_text(given[who], "--observer")} for who in sorted(given))


def outside_of(beacon: str, figure: str) -> dict[str, Any]:
    """The outside value of a plan, named by a beacon or a figure."""
    if beacon and figure:
        raise typer.BadParameter("Name a beacon or a figure, not both.")
    if figure:
        return {"kind": "figure", "name": figure}
    if not beacon:
        return {}
    network, _, rest = beacon.partition(":")
    key, _, number = rest.partition(":")
    if not (network and number.isdecimal()):
        raise typer.BadParameter("A beacon is named as NETWORK:KEY:ROUND.")
    return {"kind": "beacon", "network": network, "key": key.lower(), "round": int(number)}


def digest_text(text: str, option: str) -> str:
    """A commitment or digest as it was typed."""
    found = text.strip().lower()
    if len(found) != 64 or found.strip("0123456789abcdef"):
        raise typer.BadParameter(f"{option} takes 64 digits and letters from a to f.")
    return found
