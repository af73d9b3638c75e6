"""Every door's addresses. The public door has the root."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("style/", include("hustings.doors.parts.urls")),
    path("", include("hustings.doors.public.urls")),
]
handler404 = "hustings.doors.public.frame.not_found"
