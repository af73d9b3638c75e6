"""Tables of the questionnaires. Candidates are named by their codes; answers lie here sealed until they are opened."""

from django.db import models

DRAFT, ISSUED, OPENING, OPENED, CANCELLED = "draft", "issued", "opening", "opened", "cancelled"


class Questionnaire(models.Model):
    """One questionnaire for every candidate of the contest. Its questions are fixed once it is issued."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    questions = models.JSONField()
    top = models.PositiveIntegerField()
    deadline_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=DRAFT)
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    scores_published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="questionnaires_one_code")]


class Custodian(models.Model):
    """Who keeps a key. Only its public half is here; `holder` is the actor who gave it, `who` what everybody reads."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="custodians")
    place = models.PositiveIntegerField()
    who = models.CharField(max_length=200)
    holder = models.CharField(max_length=60)
    public_key = models.CharField(max_length=64)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "place"], name="questionnaires_one_key_a_place"),
            models.UniqueConstraint(fields=["questionnaire", "holder"], name="questionnaires_one_key_a_person"),
            models.UniqueConstraint(fields=["questionnaire", "public_key"], name="questionnaires_no_key_twice"),
        ]


class DeadlineMove(models.Model):
    """A deadline that was moved for everybody, and why."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    reason = models.TextField()
    moved_at = models.DateTimeField()


class Reminder(models.Model):
    """A day on which everybody who had not answered was reminded."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    candidates = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "on"], name="questionnaires_one_reminder_a_day")
        ]


class HandedIn(models.Model):
    """What a campaign handed in, sealed. A newer version empties the `box` of the one before it."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="handed_in")
    candidate = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    box = models.JSONField(null=True)
    late = models.BooleanField()
    via = models.CharField(max_length=8)
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "candidate", "number"], name="questionnaires_one_number_a_version"
            )
        ]


class FirstKey(models.Model):
    """What the first custodian's key gave at the opening: parts that say nothing without the second's."""

    questionnaire = models.OneToOneField(Questionnaire, on_delete=models.PROTECT, related_name="first_key")
    place = models.PositiveIntegerField()
    giver = models.CharField(max_length=60)
    parts = models.JSONField()
    begun_at = models.DateTimeField()


class Opened(models.Model):
    """Answers as they were handed in, readable since the opening; null where the box could not be opened."""

    handed_in = models.OneToOneField(HandedIn, on_delete=models.PROTECT, related_name="opened")
    submission = models.JSONField(null=True)


class ScoreSheet(models.Model):
    """One assessor's points for one candidate's answers. A changed sheet replaces the one before."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="sheets")
    assessor = models.CharField(max_length=60)
    candidate = models.CharField(max_length=20)
    points = models.JSONField()
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "assessor", "candidate"], name="questionnaires_one_sheet_each"
            )
        ]
