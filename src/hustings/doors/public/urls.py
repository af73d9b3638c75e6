"""Addresses of the public door, to be included at the root.

Every page of a cycle has a second, permanent address: the same path behind `as-of/<day>/` or `as-of/PUB-<number>/`.
"""

from django.urls import include, path, register_converter

from hustings.doors.public import (
    about,
    candidates,
    check,
    cycle,
    decision,
    endorsements,
    files,
    gifts,
    home,
    lottery,
    lottery_files,
    polls,
    publications,
    questionnaires,
    questions,
    record,
    releases,
    roundtables,
    tables,
    timeline,
    treatment,
)
from hustings.doors.public.addresses import Pinned, TableName

register_converter(Pinned, "pinned")
register_converter(TableName, "table")

app_name = "public"

pages = [
    path("", cycle.cycle, name="cycle"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/<slug:code>/", candidates.candidate, name="candidate"),
    path("candidates/<slug:code>/picture", candidates.picture, name="picture"),
    path("treatment/", treatment.treatment, name="treatment"),
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/<slug:code>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<slug:code>/<slug:candidate>/", questionnaires.answers, name="answers"),
    path("questionnaires/<slug:code>/files/<slug:digest>", questionnaires.answer_file, name="answer-file"),
    path("roundtables/", roundtables.roundtables, name="roundtables"),
    path("roundtables/calendar.ics", files.calendar, name="calendar"),
    path("roundtables/<slug:code>/", roundtables.roundtable, name="roundtable"),
    path("roundtables/<slug:code>/kept/<int:number>", files.recording, name="kept"),
    path("roundtables/<slug:code>.ics", files.appointment, name="appointment"),
    path("questions/", questions.questions, name="questions"),
    path("lottery/", lottery.lottery, name="lottery"),
    path("lottery/<slug:code>.json", lottery_files.lottery_file, name="lottery-file"),
    path("polls/", polls.polls, name="polls"),
    path("decision/", decision.decision, name="decision"),
    path("gifts/", gifts.gifts, name="gifts"),
    path("endorsements/", endorsements.endorsements, name="endorsements"),
    path("releases/", releases.releases, name="releases"),
    path("record/", record.record, name="record"),
    path("record/<int:seq>/", record.entry, name="entry"),
    path("check/", check.check, name="check"),
    path("publications/", publications.publications, name="publications"),
    path("bundle.zip", files.bundle, name="bundle"),
    path("feed.atom", files.feed, name="feed"),
    path("<table:table>.csv", tables.csv_file, name="csv"),
    path("<table:table>.json", tables.json_file, name="json"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("c/<slug:cycle>/", include(pages)),
    path("c/<slug:cycle>/as-of/<pinned:pinned>/", include(pages)),
]
