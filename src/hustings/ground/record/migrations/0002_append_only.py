"""Triggers that keep the record append-only, on SQLite and PostgreSQL alike."""

from django.db import migrations

REFUSED = "the record is append-only"

SQLITE_MAKE = [
    f"CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_entry_no_replace BEFORE INSERT ON record_entry WHEN EXISTS (SELECT 1 FROM record_entry WHERE"
    " id = NEW.id OR (chain_id = NEW.chain_id AND seq = NEW.seq))"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER record_payload_no_update BEFORE UPDATE ON record_payload BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_payload_no_delete BEFORE DELETE ON record_payload WHEN NOT EXISTS (SELECT 1 FROM"
    " record_withholding WHERE entry_id = OLD.entry_id)"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_payload_no_replace BEFORE INSERT ON record_payload WHEN EXISTS (SELECT 1 FROM"
    " record_payload WHERE entry_id = NEW.entry_id) OR EXISTS (SELECT 1 FROM record_withholding WHERE"
    f" entry_id = NEW.entry_id) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_withholding_no_update BEFORE UPDATE ON record_withholding"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_withholding_no_delete BEFORE DELETE ON record_withholding"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_withholding_no_replace BEFORE INSERT ON record_withholding WHEN EXISTS (SELECT 1 FROM"
    f" record_withholding WHERE entry_id = NEW.entry_id) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_chain_fixed BEFORE UPDATE OF code, kind, title ON record_chain"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER record_chain_no_delete BEFORE DELETE ON record_chain BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER record_chain_no_replace BEFORE INSERT ON record_chain WHEN EXISTS (SELECT 1 FROM record_chain"
    f" WHERE code = NEW.code) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
]

POSTGRESQL_MAKE = [
    f"""CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""",
    f"""CREATE FUNCTION record_payload_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM record_withholding WHERE entry_id = OLD.entry_id) THEN
        RAISE EXCEPTION '{REFUSED}'; END IF; RETURN OLD; END $$""",
    "CREATE TRIGGER record_entry_fixed BEFORE UPDATE OR DELETE ON record_entry"
    " FOR EACH ROW EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_entry_kept BEFORE TRUNCATE ON record_entry EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_payload_fixed BEFORE UPDATE ON record_payload"
    " FOR EACH ROW EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_payload_reasoned BEFORE DELETE ON record_payload"
    " FOR EACH ROW EXECUTE FUNCTION record_payload_delete()",
    "CREATE TRIGGER record_payload_kept BEFORE TRUNCATE ON record_payload EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_withholding_fixed BEFORE UPDATE OR DELETE ON record_withholding"
    " FOR EACH ROW EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_withholding_kept BEFORE TRUNCATE ON record_withholding EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_chain_fixed BEFORE UPDATE OF code, kind, title ON record_chain"
    " FOR EACH ROW EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_chain_no_delete BEFORE DELETE ON record_chain"
    " FOR EACH ROW EXECUTE FUNCTION record_refuse()",
    "CREATE TRIGGER record_chain_kept BEFORE TRUNCATE ON record_chain EXECUTE FUNCTION record_refuse()",
]


def make(apps, schema_editor):
    statements = {"sqlite": SQLITE_MAKE, "postgresql": POSTGRESQL_MAKE}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in reversed({"sqlite": SQLITE_MAKE, "postgresql": POSTGRESQL_MAKE}[vendor]):
        words = statement.split()
        if words[1] == "FUNCTION":
            schema_editor.execute(f"DROP FUNCTION {words[2]}")
        elif vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {words[2]}")
        else:
            schema_editor.execute(f"DROP TRIGGER {words[2]} ON {words[words.index('ON') + 1]}")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
