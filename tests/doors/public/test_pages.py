import pytest
from django.test import Client

PAGES = """ timeline/ candidates/ candidates/CAND-1/ treatment/ roundtables/ roundtables/RT-1/ polls/ decision/ gifts/
endorsements/ releases/ record/ record/0/ record/18/ check/ publications/ feed.atom bundle.zip timeline.csv timeline.json
roundtables/calendar.ics""".split()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", *PAGES])
@pytest.mark.parametrize("cycle", ["rehearsal", "reported"])
def test_smoke(cycle, name, request):
    code = request.getfixturevalue(cycle)
    r = Client().get(f"/c/{code}/{name}")
    assert r.status_code == 200 or "record/18" in name, r.content[:3000]
