"""Tables of the roll. Only this room reads them; others ask its queries."""

from django.db import models


class Local(models.Model):
    """A local union. Its code is unique; its number need not be."""

    code = models.CharField(max_length=20, primary_key=True)
    number = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=80)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=2, blank=True)


class Member(models.Model):
    """A member as the last import says. `paid_until` empty: not known to have paid."""

    number = models.CharField(max_length=32)
    local = models.ForeignKey(Local, on_delete=models.PROTECT, related_name="members", db_index=False)
    state = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=12)
    joined_on = models.DateField()
    paid_until = models.DateField(null=True, blank=True)
    email = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="roll_one_row_per_number")]
        indexes = [models.Index(fields=["local", "number"], name="roll_members_of_a_local")]


class LocalCount(models.Model):
    """Members of a local by status, summed after each import, so that no page scans the roll."""

    local = models.ForeignKey(Local, on_delete=models.CASCADE, related_name="counts")
    status = models.CharField(max_length=12)
    n_members = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["local", "status"], name="roll_one_count_per_status")]


class Import(models.Model):
    """One load of the roll: the SHA-256 of both files and what it changed."""

    code = models.CharField(max_length=20, unique=True)
    locals_digest = models.CharField(max_length=64)
    members_digest = models.CharField(max_length=64)
    n_locals = models.PositiveIntegerField()
    n_members = models.PositiveIntegerField()
    n_new = models.PositiveIntegerField()
    n_changed = models.PositiveIntegerField()
    n_left = models.PositiveIntegerField()
    imported_at = models.DateTimeField()


class Snapshot(models.Model):
    """The roll on the record date of a cycle. `digest` is of `salt` and the sorted numbers of the eligible."""

    cycle = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=20)
    record_on = models.DateField()
    rule = models.JSONField()
    n_members = models.PositiveIntegerField()
    n_eligible = models.PositiveIntegerField()
    n_not_eligible = models.JSONField()
    by_local = models.JSONField()
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()


class SnapshotMember(models.Model):
    """One member in a snapshot. An empty `reason` means eligible; otherwise it says why not."""

    pk = models.CompositePrimaryKey("snapshot", "number")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="members", db_index=False)
    number = models.CharField(max_length=32)
    local = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, blank=True)


class SnapshotLocal(models.Model):
    """Members and eligible members of a local in a snapshot, summed once."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="electorate")
    local = models.CharField(max_length=20)
    n_members = models.PositiveIntegerField()
    n_eligible = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "local"], name="roll_one_count_per_local")]
