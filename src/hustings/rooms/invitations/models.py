"""Tables of the invitations. Other rooms' things are named by their codes."""

from django.db import models


class StandardTerms(models.Model):
    """What every candidate of a cycle is offered. A new version is a new row; only the deadline moves in place."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    text = models.TextField()
    minutes = models.PositiveIntegerField()
    n_slots = models.PositiveIntegerField()
    audience = models.CharField(max_length=20)
    deadline_at = models.DateTimeField()
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "version"], name="invitations_one_version")]


class DeadlineMove(models.Model):
    """A deadline that changed, for which offers, and why."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    reason = models.TextField()
    invitations = models.JSONField()
    moved_at = models.DateTimeField()


class Offer(models.Model):
    """One campaign's invitation, with the terms as sent to it."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20)
    text = models.TextField()
    minutes = models.PositiveIntegerField()
    n_slots = models.PositiveIntegerField()
    audience = models.CharField(max_length=20)
    deadline_at = models.DateTimeField()
    differs_because = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="invitations_one_code"),
            models.UniqueConstraint(fields=["cycle", "candidate"], name="invitations_one_offer_per_candidate"),
        ]


class Reminder(models.Model):
    """A day on which a silent campaign was reminded."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "on"], name="invitations_one_reminder_a_day")]


class Reply(models.Model):
    """One answer. A changed answer is a new row; all of them stay."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    slot = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=8)
    late = models.BooleanField()
    scan_name = models.CharField(max_length=120, blank=True)
    scan_type = models.CharField(max_length=40, blank=True)
    scan_digest = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()


class Told(models.Model):
    """What the organisation told one campaign, in answer to its question or its conditions."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="told")
    words = models.TextField()
    told_at = models.DateTimeField()


class LoggedContact(models.Model):
    """A private meeting or call with a candidate or the campaign."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    candidate = models.CharField(max_length=20)
    kind = models.CharField(max_length=8)
    on = models.CharField(max_length=21)
    who = models.CharField(max_length=200)
    what = models.TextField()
    sources = models.JSONField()
    logged_at = models.DateTimeField()


class ReportedInvitation(models.Model):
    """What a source says about an invitation, in a cycle retold from sources."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    candidate = models.CharField(max_length=20)
    on = models.CharField(max_length=21)
    status = models.CharField(max_length=200)
    what = models.TextField()
    sources = models.JSONField()
    reported_at = models.DateTimeField()
