"""The WSGI application that `hustings serve` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.project.settings")
behind = get_wsgi_application()

from hustings.doors.booth.front import BallotsFirst  # noqa: E402  settings and tables must be there

application = BallotsFirst(behind)
