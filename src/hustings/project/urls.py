"""Every door's addresses. The public door has the root."""

from django.urls import URLPattern, URLResolver, include, path

from hustings.doors import calendars, languages, letters

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("campaign/", include("hustings.doors.campaign.urls")),
    path("language/", languages.choose, name="language"),
    path("letters/stop/<slug:token>/", letters.stop, name="letters-stop"),
    path("member/", include("hustings.doors.member.urls")),
    path("officials/", include("hustings.doors.officials.urls")),
    path("poll/", include("hustings.doors.booth.urls")),
    path("style/", include("hustings.doors.parts.urls")),
    path("", include("hustings.doors.staff.urls")),
    path("", include("hustings.doors.public.urls")),
]
handler404 = "hustings.doors.public.frame.not_found"
