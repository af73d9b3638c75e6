"""Addresses of the staff's door, to be included at the root: signing in, and the desk under `/staff/`.

Of django-allauth only the pages named here exist: nobody signs up, and nobody switches the one-time codes off.
"""

from django.urls import URLPattern, URLResolver, include, path

from hustings.doors.staff import (
    ballots,
    ballots_paper,
    board,
    calendar_feed,
    candidates,
    cycles,
    dashboard,
    endorsements,
    estimates,
    fund,
    invitation_previews,
    invitation_replies,
    invitations,
    invitations_list,
    lottery,
    notices,
    people,
    press,
    publication,
    question_tables,
    questionnaires,
    questions,
    record,
    releases,
    releases_mailing,
    releases_roundtables,
    roll,
    roundtables,
    roundtables_agenda,
    roundtables_files,
    roundtables_slots,
    signing_in,
    straw_polls,
)
from hustings.doors.staff.acting import ActionForm, acting
from hustings.doors.staff.gate import at_desk

HOUSE_FORMS: tuple[type[ActionForm], ...] = (cycles.OpenCycle, *people.FORMS)
ROOMS = (
    cycles,
    candidates,
    invitations,
    invitation_replies,
    questionnaires,
    roundtables,
    roundtables_slots,
    roundtables_agenda,
    roundtables_files,
    calendar_feed,
    questions,
    question_tables,
    lottery,
    press,
    roll,
    straw_polls,
    ballots,
    ballots_paper,
    estimates,
    board,
    releases,
    releases_mailing,
    releases_roundtables,
    fund,
    endorsements,
    publication,
    record,
    notices,
)
FORMS: tuple[type[ActionForm], ...] = tuple(form for room in ROOMS for form in room.FORMS)


def form_page(form: type[ActionForm]) -> URLPattern:
    """The page of a form."""
    return path(form.path, at_desk(acting(form)), name=form.name)


pages: list[URLPattern | URLResolver] = [
    path("", at_desk(dashboard.overview), name="overview"),
    path("rules/", at_desk(cycles.room), name="cycles"),
    path("candidates/", at_desk(candidates.room), name="candidates"),
    path("invitations/", at_desk(invitations_list.room), name="invitations"),
    path("questionnaires/", at_desk(questionnaires.room), name="questionnaires"),
    path("roundtables/", at_desk(roundtables.room), name="roundtables"),
    path("roundtables/calendar.ics", at_desk(roundtables.calendar), name="roundtables-calendar"),
    path("questions/", at_desk(questions.room), name="questions"),
    path("roundtables/slots/", at_desk(roundtables_slots.slots), name="roundtables-slots"),
    path("lottery/", at_desk(lottery.room), name="lottery"),
    path("press/", at_desk(press.room), name="press"),
    path("roll/", at_desk(roll.room), name="roll"),
    path("straw-polls/", at_desk(straw_polls.room), name="straw_polls"),
    path("secret-polls/", at_desk(ballots.room), name="ballots"),
    path("published-polls/", at_desk(estimates.room), name="estimates"),
    path("board/", at_desk(board.room), name="board"),
    path("statements/", at_desk(releases.room), name="releases"),
    path("fund/", at_desk(fund.room), name="fund"),
    path("endorsements/", at_desk(endorsements.room), name="endorsements"),
    path("publication/", at_desk(publication.room), name="publication"),
    path("record/", at_desk(record.room), name="record"),
    path("letters/", at_desk(notices.room), name="notices"),
    *[form_page(form) for form in FORMS],
    path("candidates/<slug:thing>/", at_desk(candidates.one), name="candidates-one"),
    path("invitations/<slug:thing>/", at_desk(invitations_list.one), name="invitations-one"),
    path("invitations/<slug:thing>/scan/", at_desk(invitation_replies.scan), name="invitations-scan"),
    path("invitations/<slug:thing>/preview/", at_desk(invitation_previews.preview), name="invitations-preview"),
    path("questionnaires/<slug:thing>/", at_desk(questionnaires.one), name="questionnaires-one"),
    path("questionnaires/<slug:thing>/answers/", at_desk(questionnaires.answers), name="questionnaires-answers"),
    path("questionnaires/<slug:thing>/file/", at_desk(questionnaires.file), name="questionnaires-file"),
    path("roundtables/<slug:thing>/", at_desk(roundtables.one), name="roundtables-one"),
    path("questions/table/<slug:thing>/", at_desk(question_tables.one), name="questions-table"),
    path("questions/table/<slug:thing>/voices.json", at_desk(question_tables.voices), name="questions-voices"),
    path("questions/<slug:thing>/", at_desk(questions.one), name="questions-one"),
    path("roundtables/<slug:thing>/files/<int:number>/", at_desk(roundtables_files.file), name="roundtables-kept"),
    path("roundtables/<slug:thing>/clock/", at_desk(roundtables_agenda.clock), name="roundtables-clock"),
    path("lottery/<slug:thing>/", at_desk(lottery.one), name="lottery-one"),
    path("lottery/<slug:thing>/<slug:kind>.file", at_desk(lottery.file), name="lottery-file"),
    path("press/fact/<str:thing>/", at_desk(press.fact), name="press-fact"),
    path("press/<slug:thing>/", at_desk(press.one), name="press-one"),
    path("press/<slug:thing>/text/", at_desk(press.text), name="press-text"),
    path("straw-polls/<slug:thing>/", at_desk(straw_polls.one), name="straw_polls-one"),
    path("secret-polls/<slug:thing>/", at_desk(ballots.one), name="ballots-one"),
    path("board/<slug:thing>/", at_desk(board.one), name="board-one"),
    path("statements/<slug:thing>/", at_desk(releases.one), name="releases-one"),
    path("fund/<slug:thing>/", at_desk(fund.one), name="fund-one"),
    path("record/<int:thing>/", at_desk(record.entry), name="record-entry"),
    path("letters/waves/<slug:thing>/", at_desk(notices.wave), name="notices-wave"),
    path("letters/<int:thing>/", at_desk(notices.one), name="notices-one"),
    path("letters/<int:thing>/html/", at_desk(notices.html), name="notices-html"),
]

desk: list[URLPattern | URLResolver] = [
    path("", at_desk(dashboard.house), name="house"),
    path("people/", at_desk(people.people), name="people"),
    *[form_page(form) for form in HOUSE_FORMS],
    path("<slug:cycle>/", include(pages)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", include((desk, "staff"))),
    path("accounts/sign-in/", signing_in.SignIn.as_view(), name="account_login"),
    path("accounts/sign-in/code/", signing_in.OneTimeCode.as_view(), name="mfa_authenticate"),
    path("accounts/sign-out/", signing_in.SignOut.as_view(), name="account_logout"),
    path("accounts/again/", signing_in.AskAgain.as_view(), name="account_reauthenticate"),
    path("accounts/again/code/", signing_in.AskCodeAgain.as_view(), name="mfa_reauthenticate"),
    path("accounts/codes/", signing_in.SetUpCodes.as_view(), name="mfa_activate_totp"),
    path("accounts/codes/recovery/", signing_in.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("sign-in/<str:token>/", signing_in.one_use, name="sign-in"),
]
