"""Every table as CSV and as JSON. Each row says what it is based on and whether it belongs to a rehearsal."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.core.projections.facts import Difference
from hustings.core.projections.polls import Polls
from hustings.core.projections.secret_polls import SecretPoll
from hustings.core.projections.statements import Change
from hustings.core.values import Source
from hustings.doors.public.files import attachment, file_name
from hustings.doors.public.frame import Here, page
from hustings.doors.public.press import word_of
from hustings.doors.public.tables_answers import answer_rows, score_rows
from hustings.doors.public.tables_lottery import chance_rows
from hustings.doors.public.tables_questions import order_rows, put_rows, question_rows
from hustings.rooms.publication.queries import moments
from hustings.rooms.publication.refusals import NoSuchPage

Row = tuple[Any, ...]
Rows = Iterator[tuple[str, Row]]
"""Each row with its basis."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run as a formula by spreadsheets; it gets an apostrophe before it."""


@page
def csv_file(here: Here, table: str) -> HttpResponseBase:
    """A table as CSV, in UTF-8 with a head."""
    columns, rows = _table(here, table)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["rehearsal", "basis", *columns])
    stamp = "REHEARSAL" if here.page.overview.rehearsal else "no"
    for basis, row in rows:
        writer.writerow([stamp, basis, *(_cell(value) for value in row)])
    kind = "text/csv; charset=utf-8; header=present"
    return attachment(written.getvalue().encode(), kind, file_name(here, table, "csv"))


@page
def json_file(here: Here, table: str) -> HttpResponseBase:
    """A table as JSON, with the publication and the head that it shows."""
    columns, rows = _table(here, table)
    overview, moment = here.page.overview, here.shown.moment
    value = {
        "rehearsal": overview.rehearsal,
        "cycle": here.cycle,
        "title": overview.title,
        "publication": moment.code,
        "published_at": moment.made_at.isoformat(),
        "head": overview.head,
        "table": table,
        "rows": [{"basis": basis} | dict(zip(columns, row, strict=True)) for basis, row in rows],
    }
    response: HttpResponse = JsonResponse(value, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'inline; filename="{file_name(here, table, "json")}"'
    return response


def _table(here: Here, name: str) -> tuple[Sequence[str], Rows]:
    if name not in TABLES:
        raise NoSuchPage(where=name)
    _label, columns, rows = TABLES[name]
    return columns.split(), rows(here)


def _cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(map(str, value))
        case str() if value.startswith(RISKY):
            return f"'{value}"
        case _:
            return value


def _named(sources: Sequence[Source]) -> list[str]:
    return [", ".join(part for part in (each.outlet, each.day, each.note, each.standing) if part) for each in sources]


def _differ(differences: Sequence[Difference]) -> list[str]:
    """Every answer with who gives it, as `day: 2031-03-08 (Post) or 2031-03-09 (Radio)`."""
    return [
        f"{each.field}: "
        + " or ".join(f"{claim.says} ({', '.join(one.outlet for one in claim.sources)})" for claim in each.said)
        for each in differences
    ]


def _steps(history: Sequence[Change]) -> list[str]:
    return [" ".join(part for part in (step.on, step.status, step.to) if part) for step in history]


def _timeline(here: Here) -> Rows:
    for item in here.page.timeline:
        yield (
            item.basis,
            (
                item.id,
                item.on,
                item.planned,
                item.what,
                item.status,
                _steps(item.history),
                _named(item.sources),
                _differ(item.differences),
            ),
        )


def _candidates(here: Here) -> Rows:
    for each in here.page.field:
        row = (
            each.code,
            each.name,
            each.party,
            each.status,
            each.history[-1].on,
            _steps(each.history),
            _named(each.sources),
        )
        yield each.basis, row


def _treatment(here: Here) -> Rows:
    table = here.shown.treatment
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            told = (
                row.key,
                row.label,
                column.candidate,
                column.name,
                cell.text,
                row.differs,
                cell.reason,
                list(cell.entries),
            )
            yield here.page.overview.basis, told


def _roundtables(here: Here) -> Rows:
    for each in here.page.roundtables:
        numbers = (each.minutes, each.n_leaders, each.n_members, each.n_questions)
        told = (
            each.code,
            each.candidate,
            each.name,
            each.status,
            each.on,
            each.starts_at,
            each.place,
            each.press,
            *numbers,
        )
        yield each.basis, (*told, list(each.topics), each.summary, _named(each.sources))


def _polls(here: Here) -> Rows:
    polls = here.page.polls
    for straw in polls.straw:
        for option, count in straw.totals.items():
            yield straw.basis, (straw.code, "straw poll", straw.question, straw.status, straw.n, option, count, "")
    for secret in polls.secret:
        for answer, count in zip(secret.answers, secret.counts, strict=False):
            yield (
                secret.basis,
                (secret.code, "secret poll", secret.question, secret.status, secret.n, answer, count, ""),
            )
        yield from _on_paper(polls, secret)
    for told in polls.reported:
        for share in told.results:
            n = told.n if told.n is not None else told.n_words
            yield told.basis, (told.code, "as reported", told.name, "published", n, share.option, "", share.percent)


def _on_paper(polls: Polls, secret: SecretPoll) -> Rows:
    for paper in (each for each in polls.paper if each.poll == secret.code and each.counted):
        for answer in secret.answers:
            told = (secret.code, "secret poll, on paper", secret.question, secret.status, paper.n_voters, answer)
            yield secret.basis, (*told, paper.count_of(answer), "")


def _units(here: Here) -> Rows:
    for poll in here.page.polls.secret:
        names = {unit.code: unit.name for unit in poll.units}
        for each in poll.sums:
            told = (poll.code, list(each.units), [names.get(code, code) for code in each.units], each.n)
            for answer, count in zip(poll.answers, each.counts, strict=False):
                yield poll.basis, (*told, answer, count)


def _sheets(here: Here) -> Rows:
    for poll in here.page.polls.straw:
        for sheet in poll.sheets if poll.totals else ():
            for option in poll.options:
                told = (
                    poll.code,
                    sheet.code,
                    sheet.local,
                    sheet.place,
                    sheet.held_on,
                    sheet.n_present,
                    sheet.confirmed,
                )
                yield poll.basis, (*told, option, sheet.counts.get(option, 0))


def _votes(here: Here) -> Rows:
    for motion in here.page.decision.motions:
        vote = motion.vote
        if vote is None:
            continue
        for each in vote.roll_call.get("votes", []):
            told = (motion.code, motion.title, vote.on, vote.outcome)
            yield motion.basis, (*told, each.get("seat"), each.get("vote"), each.get("weight"), bool(each.get("away")))


def _gifts(here: Here) -> Rows:
    for gift in here.page.gifts:
        told = (gift.code, gift.recipient, gift.account, gift.amount_cents, gift.purpose, gift.status, gift.proposed_on)
        approved = ([each.on for each in gift.approvals], [each.motion for each in gift.approvals if each.motion])
        paid = [each.on for each in gift.payments]
        check = gift.check.get("sentence", "")
        yield gift.basis, (*told, *approved, paid, check, gift.refused_because, _named(gift.sources))


def _endorsements(here: Here) -> Rows:
    kept = here.page.endorsements
    for each in (*kept.own, *kept.peers, *kept.lower):
        told = (each.on, each.level, each.endorser, each.outcome, each.endorsee, each.by, each.what)
        differ = [answer for fact in each.reports for answer in _differ(fact.differences)]
        yield each.basis, (*told, _named(each.sources), [fact.code for fact in each.reports], differ)
    for fact in kept.reported:
        who = (", ".join(fact.of_role("endorser")), word_of(fact.word), ", ".join(fact.of_role("endorsee")))
        told = (fact.on or fact.reported_on, "reported", *who, "", fact.what)
        yield fact.basis, (*told, _named(fact.sources), [fact.code], _differ(fact.differences))


def _facts(here: Here) -> Rows:
    for fact in here.page.facts:
        who = [f"{part.role}: {part.name}" for part in fact.who]
        told = (fact.code, fact.type, fact.word, fact.on, fact.reported_on, fact.what, fact.quotation, fact.speaker)
        more = (fact.amount_cents, fact.currency, fact.number, list(fact.about), who, fact.denial)
        yield fact.basis, (*told, *more, _steps(fact.history), _differ(fact.differences), _named(fact.sources))


def _releases(here: Here) -> Rows:
    for each in here.page.releases:
        told = (each.code, each.on, each.kind, each.audience, each.about, each.title, each.text)
        yield each.basis, (*told, each.differs_because, each.head)


def _record(here: Here) -> Rows:
    for entry in here.shown.entries:
        payload = entry.payload or {}
        told = (payload.get("at", ""), payload.get("verb", ""), payload.get("subject", ""), entry.withheld)
        yield str(payload.get("basis", "")), (entry.seq, *told, entry.leaf, entry.prev, entry.hash)


def _publications(here: Here) -> Rows:
    heads = {entry.seq: entry.hash for entry in here.shown.entries}
    for each in reversed(moments(cycle=here.cycle)):
        if each.n_entries <= len(heads):
            told = (each.code, each.made_at.isoformat(), each.n_entries, heads[each.n_entries - 1], each.note)
            yield here.page.overview.basis, told


TABLES: dict[str, tuple[Promise, str, Callable[[Here], Rows]]] = {
    "timeline": (_("Timeline"), "id on planned what status history sources differ", _timeline),
    "candidates": (_("Candidates"), "code name party status since history sources", _candidates),
    "treatment": (_("Treatment"), "key row candidate name text differs reason entries", _treatment),
    "roundtables": (
        _("Roundtables"),
        (
            "code candidate name status on starts_at place press minutes n_leaders n_members n_questions topics "
            "summary sources"
        ),
        _roundtables,
    ),
    "answers": (
        _("Answers to questionnaires"),
        "questionnaire candidate name late question text chosen value words file for_committee check",
        answer_rows,
    ),
    "scores": (
        _("Scores of questionnaires"),
        "questionnaire candidate name question n mean lowest highest share",
        score_rows,
    ),
    "questions": (_("Members’ questions"), "code text asked_by status reason into merged history", question_rows),
    "question-orders": (
        _("Order of the members’ questions"),
        (
            "roundtable candidate name fixed_on n_voices place question n_supporters n_unheard load chosen "
            "departs_because voices_digest"
        ),
        order_rows,
    ),
    "lottery-chances": (
        _("Chances in lotteries of seats"),
        "lottery roundtable candidate name status panels n_panels chance n_people",
        chance_rows,
    ),
    "question-answers": (
        _("What the candidates answered"),
        "question text roundtable candidate name answer minute link on",
        put_rows,
    ),
    "polls": (_("Polls"), "code method question status n option votes percent", _polls),
    "units": (_("Results of units"), "poll units names n option votes", _units),
    "sheets": (_("Return sheets"), "poll sheet local place held_on n_present confirmed option votes", _sheets),
    "votes": (_("Roll calls"), "motion title on outcome seat vote weight away", _votes),
    "gifts": (
        _("Gifts"),
        (
            "code recipient account amount_cents purpose status proposed_on approved_on motions paid_on limit_check "
            "refused_because sources"
        ),
        _gifts,
    ),
    "endorsements": (
        _("Endorsements of others"),
        "on level endorser outcome endorsee by what sources reports differ",
        _endorsements,
    ),
    "facts": (
        _("Facts from the press"),
        (
            "code type status on reported_on what quotation speaker amount_cents currency number about who denial "
            "history differ sources"
        ),
        _facts,
    ),
    "releases": (_("Statements"), "code on kind audience about title text differs_because head", _releases),
    "record": (_("The record"), "seq at verb subject withheld leaf prev hash", _record),
    "publications": (_("Publications"), "code made_at n_entries head note", _publications),
}
"""Each table: its name, its columns after `rehearsal` and `basis`, and where its rows come from."""
