"""The trustees' page: several people make the key of a poll and open its sums, each in the own browser.

Nothing is sent or kept.
"""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _

from hustings.core.ballots.ceremony_messages import MOST_TRUSTEES
from hustings.core.ballots.units import MINIMUM_BALLOTS
from hustings.doors.booth import files, opening_words
from hustings.doors.booth.policy import TRUSTEES, WORKER, page_policy
from hustings.doors.private import kept_private, told
from hustings.ground.record.queries import house_title

PAGE = TRUSTEES + "page.js"


def page(request: HttpRequest) -> HttpResponse:
    """Secret, certificate, shares, key, opening: one page, of which the script shows one part at a time."""
    frame: dict[str, Any] = {"title": _("Your part of a poll’s key"), "house": house_title(), "door": _("Trustees")}
    frame |= {"messages": ()}
    try:
        integrity = files.integrity(PAGE)
    except files.BoothNotBuilt as refusal:
        return kept_private(render(request, "parts/refused.html", frame | {"refusal": told(refusal)}, status=503))
    context = frame | {
        "integrity": integrity,
        "script": static(PAGE),
        "most": MOST_TRUSTEES,
        "minimum": MINIMUM_BALLOTS,
        "told": {
            "worker": static(TRUSTEES + WORKER),
            "words": _making() | _waiting() | _refusals() | opening_words.of(),
        },
    }
    scripts = request.build_absolute_uri(static(TRUSTEES))
    policy = page_policy(scripts=scripts, poll=scripts) | {"connect-src": [NONE]}
    response = kept_private(render(request, "booth/trustees.html", context))
    csp(policy)(lambda asked: response)(request)  # it marks the response for the middleware
    return response


def _making() -> dict[str, str]:
    return {
        "save": _("Save %(name)s"),
        "send": _("Send it to all the others. Everybody may see it."),
        "keep_key": _("Your decryption key. Keep it until the poll is over, and give it to nobody."),
        "working": _("One moment …"),
        "broken": _("This did not work: %(problem)s. Load the page again; your files are unchanged."),
    }


def _waiting() -> dict[str, str]:
    return {
        "group": _("You are trustee %(mine)s of %(size)s, of whom any %(threshold)s open a sum together."),
        "none": _("none yet"),
        "waiting": _("waiting for %(members)s"),
        "all_here": _("all here"),
        "collect_certificates": _("Add the certificates of all the others."),
        "collect_shares": _("Add the shares of all the others."),
        "collect_keys": _("Add the last message of all the others, whose names begin with “member”."),
        "complaint": _("Trustee %(index)s complains about the share that trustee %(about)s made."),
        "fault": _(
            "Trustee %(index)s complains about the share that trustee %(about)s made. "
            "The files show that trustee %(fault)s is at fault."
        ),
    }


def _refusals() -> dict[str, str]:
    return {
        "refused_backup": _("A backup has 22 letters and digits, with no zero, no capital O or I and no small l."),
        "refused_secret": _("This is not a trustee’s secret file."),
        "refused_secret_among": _("This is a secret file. It must never lie among the messages: take it out of there."),
        "refused_message": _("This is not a message between trustees. Get the file again from whoever made it."),
        "refused_message_named": _("%(name)s is not a message between trustees. Get it again from whoever made it."),
        "refused_place": _("A group has 2 to %(most)s trustees, two or more of them needed, and your number is in it."),
        "refused_missing": _("A message is missing: %(members)s."),
        "refused_mixed": _("A message of trustee %(member)s belongs to another group, or to other certificates."),
        "refused_twice": _("There are two different messages of trustee %(member)s. Ask by telephone which is right."),
        "refused_twice-key": _("Two trustees have the same key. Each has to make a secret of their own."),
        "refused_element": _("A message of trustee %(member)s holds something that is no key. Get it again."),
        "refused_signature": _("A message of trustee %(member)s was changed on its way. Get it again."),
        "refused_share": _(
            "The share that trustee %(member)s made for you is wrong. Stop: save your complaint and send it to all."
        ),
        "refused_complaint": _("The complaint of trustee %(member)s proves nothing. Ask for another one."),
        "refused_key": _("The key of trustee %(member)s does not follow from the shares. Ask for it anew."),
        "refused_views": _("Trustee %(member)s was sent another message of trustee %(other)s than you. Compare both."),
        "refused_stranger": _("Your secret belongs to none of these certificates."),
    }
