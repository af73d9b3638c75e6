"""Tables of the roundtables. Candidates are named by their codes."""

from django.db import models
from django.db.models import Q

SCHEDULED, HELD, CANCELLED = "scheduled", "held", "cancelled"


class Roundtable(models.Model):
    """One meeting as it now stands. What it was before stands in Move; what came of it in Hearing or Cancellation."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=SCHEDULED)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    topics = models.JSONField()
    audience = models.CharField(max_length=20)
    press = models.CharField(max_length=24)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="roundtables_one_code"),
            models.UniqueConstraint(
                fields=["cycle", "place", "starts_at"],
                condition=Q(state=SCHEDULED),
                name="roundtables_one_meeting_per_place_and_time",
            ),
            models.UniqueConstraint(
                fields=["cycle", "candidate", "starts_at"],
                condition=Q(state=SCHEDULED),
                name="roundtables_one_meeting_per_candidate_and_time",
            ),
        ]


class Move(models.Model):
    """A change of time, place or both, and why."""

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    place_was = models.CharField(max_length=200)
    place_now = models.CharField(max_length=200)
    reason = models.TextField()
    moved_at = models.DateTimeField()


class Cancellation(models.Model):
    """Why a meeting was called off."""

    roundtable = models.OneToOneField(Roundtable, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    cancelled_at = models.DateTimeField()


class Hearing(models.Model):
    """What came of a meeting. `minutes_text` is private; its digest is on the record."""

    roundtable = models.OneToOneField(Roundtable, on_delete=models.PROTECT, related_name="hearing")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    n_leaders = models.PositiveIntegerField()
    n_members = models.PositiveIntegerField()
    n_questions = models.PositiveIntegerField()
    topics = models.JSONField()
    press = models.CharField(max_length=24)
    summary = models.TextField()
    minutes_text = models.TextField()
    minutes_digest = models.CharField(max_length=64)
    held_at = models.DateTimeField()


class Commitment(models.Model):
    """What a candidate promised, in the words of the minutes."""

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveIntegerField()
    words = models.TextField()
    topic = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roundtable", "number"], name="roundtables_one_commitment")]


class Report(models.Model):
    """What a source says about a roundtable, in a cycle retold from sources. Several reports may name one meeting."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20, blank=True)
    on = models.CharField(max_length=21)
    status = models.CharField(max_length=200)
    what = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    topics = models.JSONField()
    sources = models.JSONField()
    reported_at = models.DateTimeField()
