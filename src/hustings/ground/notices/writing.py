"""A letter as mail programs get it: the same words as plain text and as HTML, and its calendar file.

The HTML part is made from the text by one template: paragraphs and links, no picture, no colour, nothing that reports
back. Without colours of its own it follows the reader's light or dark scheme.
"""

from email.utils import formatdate, make_msgid, parseaddr

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from hustings.ground.notices.models import Letter

CALENDAR = "invitation.ics"


def text_of(row: Letter) -> str:
    """The whole text, with the last line that says how to stop such letters, or that these cannot be stopped."""
    with override(row.language):
        if row.stop_page:
            last = gettext("To get no more letters of this kind: %(page)s") % {"page": row.stop_page}
        else:
            last = gettext("The organisation has to tell you this; letters of this kind cannot be stopped.")
    return f"{row.text.rstrip()}\n\n-- \n{last}\n"


def html_of(subject: str, text: str, language: str) -> str:
    """The same words as a page."""
    body, _rule, last = text.rpartition("\n-- \n")
    said = {"subject": subject, "body": body.strip(), "last": last.strip(), "language": language}
    with override(language):
        return render_to_string("notices/letter.html", said)


def mail_of(row: Letter, *, sender: str) -> EmailMultiAlternatives:
    """The mail that leaves: text, HTML and, where there is one, the calendar file as a part of its own kind.

    Programs that know appointments show the calendar part; for the others the same file is attached.
    """
    text = text_of(row)
    mail = EmailMultiAlternatives(row.subject, text, sender, [row.to], headers=_headers(row, sender))
    mail.attach_alternative(html_of(row.subject, text, row.language), "text/html")
    if row.calendar:
        method = "CANCEL" if "\nMETHOD:CANCEL" in row.calendar else "REQUEST"
        mail.attach_alternative(row.calendar, f"text/calendar; method={method}")
        mail.attach(CALENDAR, row.calendar, "text/calendar")
    return mail


def _headers(row: Letter, sender: str) -> dict[str, str]:
    domain = parseaddr(sender)[1].rpartition("@")[2] or "hustings"
    headers = {
        "Message-ID": make_msgid(idstring=f"LTR-{row.pk}", domain=domain),
        "Date": formatdate(usegmt=True),
        "Auto-Submitted": "auto-generated",
    }
    if row.stop_page:
        # One click in the mail program, without a page: RFC 8058.
        headers["List-Unsubscribe"] = f"<{row.stop_page}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
