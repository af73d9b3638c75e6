"""Tables of the secret poll. Ballots are not among them: they stand in the box, a file that everybody may have."""

from django.db import models


class Poll(models.Model):
    """A secret poll. `state`: open, closed, counted or void."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    answers = models.JSONField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    uuid = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=43)
    n_credentials = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="ballots_one_poll_per_code")]


class SecondProof(models.Model):
    """A trustee's second decryption proof, which hashes the whole statement; published beside the archive."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="proofs")
    owner = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "owner"], name="ballots_one_proof_per_trustee")]
