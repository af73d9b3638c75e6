"""The outbox."""

from django.db import models


class Letter(models.Model):
    """One message to one address. `state`: waiting, sent, kept (rehearsal) or failed."""

    cycle = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=80)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    calendar = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    n_tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
