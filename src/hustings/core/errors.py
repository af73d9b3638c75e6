"""Refusals: every error that a person may see, each with a stable code.

    Refusal
    ├── NotCanonical …            malformed values (core.canonical)
    ├── ChainBroken …             the record does not hold (core.chain)
    └── one subclass per rule, beside the rule it belongs to

A refusal says what happened, where, and what to do. Doors translate `says` and `todo` and fill in `facts`; the code
never changes.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """Something was refused. Nothing has been written.

    `says` and `todo` are English templates with named placeholders, filled from the keyword facts.
    """

    code: ClassVar[str] = "refused"
    says: ClassVar[str] = "This was refused."
    todo: ClassVar[str] = "Check what was entered and try again."

    def __init__(self, *, where: str = "", **facts: Any) -> None:
        self.where = where
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened, in one English sentence."""
        return self.says.format(**self.facts)

    @property
    def advice(self) -> str:
        """What to do, in one English sentence."""
        return self.todo.format(**self.facts)

    def as_json(self) -> dict[str, str]:
        """The refusal as the four strings that every door and `--json` output shows."""
        return {"code": self.code, "says": self.message, "where": self.where, "todo": self.advice}

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.message}{place} {self.advice} [{self.code}]"
