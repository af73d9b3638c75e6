"""The import rules R1 and R6 to R8 for the relations between tables: a foreign key is an import that no tool sees."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

ROOMS = (
    {"publication"},
    {"releases"},
    {"endorsements", "estimates", "questions", "lottery", "fund"},
    {"board"},
    {"roundtables"},
    {"invitations", "questionnaires", "press", "straw_polls", "ballots"},
    {"candidates", "roll"},
    {"cycles"},
)
FLOORS = ("project", "demo", "doors", "credentials", "rooms", "ground", "core")
PRIVATE = {"ballots": "R7", "roll": "R8"}
MONEY_AND_VOTES = {"fund", "ballots", "straw_polls"}


def broken_rule(source: str, target: str) -> str:
    """The rule that a relation from a table of module `source` to one of `target` breaks, or nothing."""
    if not target.startswith("hustings."):
        return ""
    if height(source) > height(target):
        return "R1"
    here, there = room_of(source), room_of(target)
    if here == there:
        return ""
    if {here, there} <= MONEY_AND_VOTES:
        return "R6"
    if there in PRIVATE:
        return PRIVATE[there]
    return "R1" if height(source) == height(target) and here else ""


def height(module: str) -> tuple[int, int]:
    """How far down the floors a module stands: the floor, then, inside rooms, the floor of its room."""
    floor = FLOORS.index(module.split(".")[1])
    room = room_of(module)
    return floor, next(number for number, names in enumerate(ROOMS) if room in names) if room else 0


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[1] == "rooms" else ""


def relations() -> Iterator[tuple[type[models.Model], models.Field, type[models.Model]]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("hustings."):
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and isinstance(field.related_model, type):
                    yield model, field, field.related_model


def test_no_relation_of_the_tables_breaks_a_rule() -> None:
    broken = [
        f"{rule}: {model.__module__}.{model.__name__}.{field.name} -> {target.__module__}.{target.__name__}"
        for model, field, target in relations()
        if (rule := broken_rule(model.__module__, target.__module__))
    ]
    assert broken == []


def test_the_record_has_relations_so_this_walk_is_not_empty() -> None:
    assert "record" in {model.__module__.split(".")[2] for model, _, _ in relations()}


def test_a_relation_that_breaks_a_rule_is_named() -> None:
    def between(here: str, there: str) -> str:
        return broken_rule(f"hustings.{here}.models", f"hustings.{there}.models")

    assert between("ground.record", "rooms.cycles") == "R1"
    assert between("rooms.cycles", "rooms.board") == "R1"
    assert between("rooms.invitations", "rooms.press") == "R1"
    assert between("rooms.roundtables", "rooms.invitations") == ""
    assert between("rooms.board", "ground.record") == ""
    assert between("ground.access", "ground.record") == ""
    assert between("rooms.fund", "rooms.straw_polls") == "R6"
    assert between("rooms.publication", "rooms.ballots") == "R7"
    assert between("rooms.ballots", "rooms.roll") == "R8"
    assert between("rooms.straw_polls", "rooms.roll") == "R8"
    assert between("rooms.roll", "rooms.cycles") == ""
