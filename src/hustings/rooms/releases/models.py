"""Tables of the releases."""

from django.db import models


class Release(models.Model):
    """A release. Drafted by one person, perhaps revised by others, cleared by another, and then issued as cleared.

    `kind` is empty for a statement written freely; `writers`: who revised it. `differs_because`: why the words are not
    those that the same thing has for every other candidate; `dropped_because`: why a draft was given up.
    """

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=10)
    about = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField()
    differs_because = models.TextField(blank=True)
    dropped_because = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=40)
    writers = models.JSONField(default=list)
    issued_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="releases_one_per_code")]


class PressTerms(models.Model):
    """How reporters register, the same for every roundtable of a cycle. A new version is a new row."""

    cycle = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    register = models.TextField()
    hours_before = models.PositiveIntegerField()
    contact = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "version"], name="releases_one_version_of_press_terms")]
