"""Tables of the straw polls. Locals are named by their codes; who entered and who confirmed, by pseudonymous ids."""

from django.db import models


class StrawPoll(models.Model):
    """One question asked in the locals."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    options = models.JSONField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="straw_polls_one_poll_per_code")]


class Sheet(models.Model):
    """A local's return sheet. Counted once `confirmed_at` is set; `recount` says that a confirmed one was corrected."""

    poll = models.ForeignKey(StrawPoll, on_delete=models.PROTECT, related_name="sheets")
    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    local = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    counts = models.JSONField()
    n_present = models.PositiveIntegerField()
    held_on = models.DateField()
    entered_by = models.CharField(max_length=100)
    entered_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=100, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    recount = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="straw_polls_one_sheet_per_code"),
            models.UniqueConstraint(fields=["poll", "local"], name="straw_polls_one_sheet_per_local"),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("entered_by")), name="straw_polls_two_tellers"
            ),
        ]
