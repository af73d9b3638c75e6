"""Tables of the record. Triggers of the first migration refuse every change to what was written."""

from django.db import models


class Chain(models.Model):
    """One record: a cycle's, or the house's. `phase` says what may be done now; `shift_s` moves a rehearsal's clock."""

    code = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    phase = models.CharField(max_length=20, blank=True)
    shift_s = models.BigIntegerField(default=0)


class Entry(models.Model):
    """What is chained. Never changed, never deleted."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    prev = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_one_entry_per_place")]
        ordering = ["chain", "seq"]


class Payload(models.Model):
    """What an entry says. Never changed; deleted only after a Withholding gave the reason."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    salt = models.CharField(max_length=32)
    text = models.TextField()
    verb = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    visibility = models.CharField(max_length=10)


class Withholding(models.Model):
    """Why a payload is no longer shown: a slip, a court order, an erasure."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    reason = models.TextField()
