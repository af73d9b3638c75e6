"""Migrations: complete, linear in each room, and each can be run forwards and back, on both databases."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.databases import FreshDatabase

LABELS = [config.label for config in apps.get_app_configs() if config.name.startswith("hustings.")]


def our_tables() -> set[str]:
    ours = {model._meta.db_table for label in LABELS for model in apps.get_app_config(label).get_models()}
    return ours & set(connection.introspection.table_names())


def test_the_migrations_say_all_that_the_tables_are(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("label", LABELS)
def test_the_migrations_of_a_room_form_one_line(label: str) -> None:
    graph = MigrationLoader(None).graph
    assert len(graph.leaf_nodes(label)) <= 1
    for node in (node for node in graph.nodes if node[0] == label):
        assert len([parent for parent in graph.node_map[node].parents if parent.key[0] == label]) <= 1


def test_every_migration_runs_back_and_forwards_again(fresh_database: FreshDatabase) -> None:
    before = our_tables()
    assert "record_entry" in before
    executor = MigrationExecutor(connection)
    rooms = [label for label in LABELS if executor.loader.graph.leaf_nodes(label)]
    executor.migrate([(label, None) for label in rooms])
    assert our_tables() == set()
    call_command("migrate", verbosity=0)
    assert our_tables() == before
