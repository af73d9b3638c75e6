"""Tables of the questions. No table holds a member's number, local or name, nor when anybody supported anything."""

from django.db import models

WAITING, PUBLISHED, DECLINED, MERGED = "waiting", "published", "declined", "merged"


class Collection(models.Model):
    """The time in which a cycle's members propose and support questions. `statuses` are those of the roll."""

    cycle = models.OneToOneField("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    n_each = models.PositiveIntegerField()
    statuses = models.JSONField()
    closed_at = models.DateTimeField(null=True, blank=True)


class Question(models.Model):
    """One question in the member's own words. `asked_by` is what she wrote to be shown, usually empty.

    `because`: why it was declined or merged.
    """

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    asked_by = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default=WAITING)
    because = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="questions_one_number")]

    @property
    def code(self) -> str:
        return f"Q-{self.number}"


class Proposal(models.Model):
    """Whose voice proposed a question; kept apart, so that no list of questions carries it."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="proposal", primary_key=True)
    cycle = models.CharField(max_length=60)
    voice = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["cycle", "voice"], name="questions_of_a_voice")]


class Support(models.Model):
    """That a voice supports a question: no more, and in no order."""

    pk = models.CompositePrimaryKey("question", "voice")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="supports", db_index=False)
    voice = models.CharField(max_length=64, db_index=True)


class Table(models.Model):
    """The order fixed for one roundtable, and why the choice departs from it, if it does.

    `placed`: [code, supporters, unheard, load] in order. `voices_file` holds no voice; only who checks may have it.
    """

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    roundtable = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20)
    n_voices = models.PositiveIntegerField()
    placed = models.JSONField()
    voices_file = models.TextField()
    fixed_at = models.DateTimeField()
    departs_because = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "roundtable"], name="questions_one_order_a_roundtable")]


class Choice(models.Model):
    """A question that is put at a roundtable, and what came of it; `outcome` is empty until it is noted."""

    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="choices")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="choices")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "question"], name="questions_chosen_once"),
            models.UniqueConstraint(fields=["table", "number"], name="questions_one_choice_a_number"),
        ]
