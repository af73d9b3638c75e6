"""Tables of the cycles."""

from django.db import models


class Cycle(models.Model):
    """One cycle. Its code is also the code of its record; the phase stands there."""

    code = models.SlugField(max_length=60, primary_key=True)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    contest = models.CharField(max_length=200)
    election_on = models.DateField()
    opened_at = models.DateTimeField()


class Rulebook(models.Model):
    """One version of a cycle's rules. Frozen: rows are only added, and none after the call."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rulebooks")
    version = models.PositiveIntegerField()
    rules = models.JSONField()
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "version"], name="cycles_one_rulebook_per_version")]


class CalendarDate(models.Model):
    """A date that was announced. A moved date is a new row; the old one stays."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="dates")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    on = models.DateField()
    reason = models.TextField(blank=True)
    announced_at = models.DateTimeField()
