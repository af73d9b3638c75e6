"""The campaigns' door as a Django application, so that its templates are found."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """Templates `campaign/*.html`; no tables."""

    name = "hustings.doors.campaign"
    label = "campaign_door"
    verbose_name = "Campaigns"
