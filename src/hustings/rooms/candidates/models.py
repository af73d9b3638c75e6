"""Tables of the candidates."""

from django.db import models


class Candidacy(models.Model):
    """One person in one cycle's contest. Never deleted; the status stands in StatusChange."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    party = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="candidates_one_code"),
            models.UniqueConstraint(fields=["cycle", "name"], name="candidates_one_name"),
        ]


class StatusChange(models.Model):
    """A status from a day (or interval) on. Rows are only added; the last one holds."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="changes")
    status = models.CharField(max_length=12)
    on = models.CharField(max_length=21)
    note = models.TextField(blank=True)
    replaced_by = models.CharField(max_length=20, blank=True)
    sources = models.JSONField()
    changed_at = models.DateTimeField()


class Picture(models.Model):
    """A picture of a candidate, by the digest of its file. Rows are only added; the last one is shown."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="pictures")
    digest = models.CharField(max_length=64)
    media = models.CharField(max_length=20)
    alt = models.CharField(max_length=300)
    credit = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    kept_at = models.DateTimeField()


class Contact(models.Model):
    """Whom a campaign wants letters sent to. Private: only staff read it, and it is really deleted."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    role = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, default="en")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "email"], name="candidates_one_contact_per_address")
        ]
