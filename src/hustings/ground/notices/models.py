"""The outbox: letters, the waves in which they leave, who stopped which kind, whose letters are held."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

WAITING, SENT, KEPT, BOUNCED, FAILED = "waiting", "sent", "kept", "bounced", "failed"
RESENT, STOPPED, DROPPED = "resent", "unsubscribed", "called off"
PREPARED, RUNNING, PAUSED = "prepared", "running", "paused"


class Outbox(models.Model):
    """A cycle whose letters are held: they leave only in a wave that somebody has looked at and started."""

    cycle = models.CharField(max_length=60, primary_key=True)
    held = models.BooleanField(default=False)


class Wave(models.Model):
    """Letters that leave together, at most `per_minute` of them in any minute of the clock.

    `state`: prepared, running, paused or called off. It is over when none of its letters waits.
    """

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    per_minute = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=PREPARED)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="notices_one_code")]


class Letter(models.Model):
    """One message to one address.

    `state`: waiting, sent, kept (rehearsal), bounced, failed, resent (another took its place), unsubscribed or called
    off. `message_id` and `answer` are the proof: the name under which it left, and what the mail server said to it.
    `stop_page` is the private address that stops letters of this `kind`; empty where they cannot be stopped.
    `language` is the one in which the letter was written, by its two letters.
    """

    cycle = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=2, default="en")
    calendar = models.TextField(blank=True)
    stop_page = models.TextField(blank=True)
    stop_digest = models.CharField(max_length=64, blank=True, db_index=True)
    wave = models.ForeignKey(Wave, null=True, on_delete=models.PROTECT, related_name="letters")
    resends = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="resent_as")
    state = models.CharField(max_length=12, default=WAITING, db_index=True)
    n_tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    answer = models.CharField(max_length=500, blank=True)
    queued_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["wave", "tried_at"], name="notices_pace")]


class Stopped(models.Model):
    """An address that gets no more letters of a kind."""

    address = models.EmailField()
    kind = models.CharField(max_length=40)
    stopped_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", Lower("address"), name="notices_stopped_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="notices_stopped_kind"),
        ]
