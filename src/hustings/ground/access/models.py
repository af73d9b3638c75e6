"""Tables of access. Accounts themselves are Django's users."""

from django.conf import settings
from django.db import models


class RoleGrant(models.Model):
    """A role that an account held from one moment to another.

    Ended, never deleted: who held it on any day stays known.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20)
    cycle = models.CharField(max_length=60, blank=True, help_text="empty: in every cycle")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)


class Link(models.Model):
    """A private link. Only the digest of its token is kept."""

    token_digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20)
    cycle = models.CharField(max_length=60, db_index=True)
    scope = models.CharField(max_length=80)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class SignIn(models.Model):
    """A one-use way into an account: for a first sign-in, and for the demonstration on this machine."""

    token_digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class FactorReset(models.Model):
    """A second factor that was lost: one officer asks to reset it, another agrees. `asked_by`, `agreed_by`: actors."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="factor_resets")
    reason = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
