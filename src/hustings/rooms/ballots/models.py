"""Tables of the secret poll. Ballots are not among them: they stand in the box, a file that everybody may have."""

from django.db import models


class Poll(models.Model):
    """A secret poll. `state`: open, closed, counted, sealed (too few ballots), void or re-opened (as another poll).

    `minimum`: the least number of counted ballots of which a sum may be opened. `least_eligible`: how many may vote in
    a unit at least, as asked when locals were joined; empty if they were not. `reopens`: the poll that it takes up.
    """

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    answers = models.JSONField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    minimum = models.PositiveIntegerField()
    least_eligible = models.PositiveIntegerField(null=True)
    reopens = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="ballots_one_poll_per_code"),
            models.UniqueConstraint(
                fields=["cycle", "reopens"], condition=~models.Q(reopens=""), name="ballots_re_opened_once"
            ),
        ]


class Unit(models.Model):
    """A reporting unit of a poll: an archive of its own. The numbers come with the close."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    n_eligible = models.PositiveIntegerField()
    locals_in = models.JSONField()
    neighbour = models.CharField(max_length=10, blank=True)
    uuid = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=43)
    n_credentials = models.PositiveIntegerField()
    n_ballots = models.PositiveIntegerField(null=True)
    n_counted = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="ballots_one_unit_per_code")]


class SecondProof(models.Model):
    """A trustee's second decryption proof, which hashes the whole statement; published beside the archive."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proofs")
    owner = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "owner"], name="ballots_one_proof_per_trustee")]


class MergedPart(models.Model):
    """A trustee's part of the sum of several units, whose own tallies stay closed. `first`: the first of them."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="merged_parts")
    first = models.CharField(max_length=10)
    owner = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "first", "owner"], name="ballots_one_part_per_trustee")]


class PaperChannel(models.Model):
    """The paper and hall ballots of a poll: how many members were struck off the electronic list, and the places."""

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="paper")
    n_paper = models.PositiveIntegerField()
    places = models.JSONField()


class PaperSheet(models.Model):
    """What was counted in one place. It counts when `confirmed_at` is set and `withdrawn_at` is not."""

    channel = models.ForeignKey(PaperChannel, on_delete=models.PROTECT, related_name="sheets")
    code = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    counts = models.JSONField()
    n_voters = models.PositiveIntegerField()
    n_spoilt = models.PositiveIntegerField()
    entered_by = models.CharField(max_length=100)
    entered_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=100, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "place"],
                condition=models.Q(withdrawn_at=None),
                name="ballots_one_paper_sheet_per_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("entered_by")), name="ballots_two_paper_tellers"
            ),
        ]
