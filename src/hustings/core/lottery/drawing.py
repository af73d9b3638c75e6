"""The draw: from a fixed plan and what was opened to the panel, its stand-ins and its tables. Needs no solver.

The transcript holds all of it, so that anybody can replay it (`replay`). Specification:
docs/spec/lottery.md, section 4.
"""

from dataclasses import dataclass
from typing import Any

from hustings.core.canonical import canonical_bytes
from hustings.core.lottery.beacon import check_pulse
from hustings.core.lottery.fixed import Fixed, Terms
from hustings.core.lottery.refusals import SeedIncomplete
from hustings.core.lottery.seed import Opened, below, check_opened, make_seed
from hustings.core.lottery.standing_in import stand_ins
from hustings.core.lottery.tables import divide

FORMAT = "hustings-lottery-draw/1"
LABEL = "panel"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw.

    number: of the panel that was drawn, from 0 · panel: codes · stand_ins: for each of the panel who comes if only this
    one cannot (empty: nobody) · tables: codes by table.
    """

    fixed: Fixed
    opened: Opened
    seed: bytes
    number: int
    panel: tuple[str, ...]
    stand_ins: dict[str, str]
    tables: tuple[tuple[str, ...], ...]

    @property
    def body(self) -> dict[str, Any]:
        """The transcript's JSON."""
        return {
            "format": FORMAT,
            "fixed": self.fixed.body,
            "digest": self.fixed.digest,
            "opened": self.opened.as_json(),
            "seed": self.seed.hex(),
            "number": self.number,
            "panel": list(self.panel),
            "stand_ins": self.stand_ins,
            "tables": [list(table) for table in self.tables],
        }

    def as_bytes(self) -> bytes:
        """The transcript."""
        return canonical_bytes(self.body)


def draw(fixed: Fixed, opened: Opened) -> Drawn:
    """The one panel that the fixed plan gives for what was opened.

    Raises: SecretDiffers, SeedIncomplete, PulseRefused.
    """
    check_opened_terms(fixed.terms, opened, n_panels=len(fixed.panels))
    return drawn(fixed, opened)


def drawn(fixed: Fixed, opened: Opened) -> Drawn:
    """The draw that follows from the seed, whose parts are taken as they are."""
    seed = make_seed(fixed_digest=fixed.digest, opened=opened)
    number = below(len(fixed.panels), seed=seed, label=LABEL) if opened.dice is None else opened.dice
    panel = tuple(fixed.plan.people[index].code for index in fixed.panels[number])
    instead = {code: stand_ins(fixed.plan, seed=seed, panel=panel, leaving=[code])[0].comes for code in panel}
    n_tables = fixed.terms.tables
    tables = divide(fixed.plan, seed=seed, panel=panel, n_tables=n_tables) if n_tables else ()
    return Drawn(fixed, opened, seed, number, panel, instead, tables)


def check_opened_terms(terms: Terms, opened: Opened, *, n_panels: int) -> None:
    """Raises: SecretDiffers, SeedIncomplete, PulseRefused."""
    check_opened(operator=terms.operator, contributors=terms.contributors, opened=opened)
    check_outside(terms, opened)
    check_dice(terms, opened, n_panels=n_panels)


def check_outside(terms: Terms, opened: Opened) -> None:
    """Raises: SeedIncomplete, PulseRefused."""
    outside = terms.outside
    if bool(outside) != bool(opened.outside):
        said = "the outside value is missing" if outside else "the plan names no outside value"
        raise SeedIncomplete(what=said, where="outside")
    if outside and outside["kind"] == "beacon":
        check_pulse(round_number=outside["round"], signature=opened.outside, group_key=outside["key"])


def check_dice(terms: Terms, opened: Opened, *, n_panels: int) -> None:
    """Raises: SeedIncomplete."""
    by_dice = terms.last_draw == "dice"
    if by_dice != (opened.dice is not None):
        said = "the number thrown is missing" if by_dice else "the plan says that the seed makes the last draw"
        raise SeedIncomplete(what=said, where="dice")
    if opened.dice is not None and not 0 <= opened.dice < n_panels:
        raise SeedIncomplete(what=f"the number thrown is not from 0 to {n_panels - 1}", where="dice")
