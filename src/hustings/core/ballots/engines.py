"""Which engine works here: the one in Rust where it is installed, or else the one in plain Python, and why."""

from importlib import import_module

from hustings.core.ballots import native, reference
from hustings.core.ballots.engine import Engine
from hustings.core.errors import Refusal

NATIVE, REFERENCE = "native", "reference"


class EngineMissing(Refusal):
    """The engine asked for is not installed."""

    code = "ballots-engine-missing"
    says = "The fast engine of the secret poll is not installed here: {reason}."
    todo = "Install the package hustings-ballot (make setup builds it where cargo is), or use the reference engine."


def _native() -> tuple[Engine | None, str]:
    try:
        import_module("hustings_ballot")
    except ImportError as problem:
        return None, str(problem)
    return native.ENGINE, ""


def engine_named(name: str | None = None) -> Engine:
    """The engine of this name; without one, the fastest that is installed. Raises: EngineMissing."""
    if name == REFERENCE:
        return reference.ENGINE
    found, reason = _native()
    if found is not None:
        return found
    if name is not None:
        raise EngineMissing(reason=reason)
    return reference.ENGINE


def why_reference() -> str:
    """Why the fast engine is not at work, or an empty text if it is."""
    return _native()[1]


ENGINE: Engine = engine_named()
"""The fastest engine that is installed."""
