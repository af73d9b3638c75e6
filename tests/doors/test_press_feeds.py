"""The desk's other ways in: a saved page, an address, feeds; each once right and once refused."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.core.values import Role
from hustings.rooms.press.queries import articles_of, text_of
from hustings.rooms.press.tasks import look_at_due_feeds
from hustings.rooms.press.watched import feeds_of
from tests.doors import house
from tests.doors.house import ALL, CYCLE, done, here, refused, wrong
from tests.rooms.outlets import outlet, rss

pytestmark = pytest.mark.django_db

OLD = "".join(
    f"<p>Dana Reyes met with members of the union at berth {n} on Thursday, and they talked.</p>" for n in range(8)
)
PAGE = "<html><head><title>Talks</title><meta property='og:site_name' content='Harbor Daily'></head><body><article>{}"


@pytest.fixture
def cora():
    house.called()
    return house.as_role(Role.COMMUNICATIONS)


@pytest.fixture
def shop(settings):
    with outlet() as one:
        settings.CONFIG = replace(settings.CONFIG, press_test_server=one.server)
        yield one


def upload(data: bytes, name: str = "page.html") -> dict:
    return {"file": SimpleUploadedFile(name, data, content_type="text/html"), "outlet": "", "published": "2031-03-21"}


def told(response, cora) -> str:
    return cora.get(response.headers["Location"]).content.decode()


def test_a_saved_page_becomes_an_article_with_what_it_says_about_itself(cora):
    path = here("press/file/")
    response = cora.send(path, upload(PAGE.format(OLD).encode()))
    assert done(response, here("press/"))
    (article,) = articles_of(cycle=CYCLE, actor=ALL)
    assert (article.outlet, article.published) == ("Harbor Daily", "2031-03-21")
    assert "ART-1 is read. Its facts wait for you.</span>" in told(response, cora)
    assert refused(cora.send(path, upload(PAGE.format(OLD).encode())), "article-known")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "This is a PDF file"),
        (b" \n", "There is no text"),
        (b"\xff\xfea", "encoding of this text cannot be"),
    ],
)
def test_a_file_that_is_no_article_is_refused_at_its_field(cora, data, words):
    response = cora.send(here("press/file/"), upload(data))
    assert wrong(response, "file")
    assert words in response.content.decode()
    assert articles_of(cycle=CYCLE, actor=ALL) == ()


def test_a_page_from_the_web_is_taken_in_and_again_when_it_has_changed(cora, shop):
    path, fields = here("press/address/"), {"outlet": "", "published": "2031-03-21"}
    shop.pages["/a/b/c"] = PAGE.format(OLD).encode()
    assert done(cora.post(path, address=shop.url("/a/b/c"), **fields))
    shop.pages["/a/b/c"] = PAGE.format(OLD.replace("berth 3", "berth 30")).encode()
    response = cora.post(path, address=shop.url("/a/b/c"), **fields)
    assert done(response)
    assert "ART-1 has changed: the new text is read" in told(response, cora)
    shop.pages["/a/b/c"] = PAGE.format(OLD.replace("berth 3", "berth 31")).encode()
    assert done(cora.post(here("press/article/ART-1/fetch/")))
    shown = cora.get(here("press/ART-1/")).content.decode()
    assert "Version 2 was replaced on" in shown
    assert "Look for a change" in shown
    assert refused(cora.post(here("press/article/ART-1/fetch/")), "page-unchanged")
    assert refused(cora.get(here("press/article/ART-9/fetch/")), "no-such-article")
    (article,) = articles_of(cycle=CYCLE, actor=ALL)
    assert "berth 31 " in text_of(cycle=CYCLE, article=article.code, actor=ALL)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://elsewhere.example/a", "HUSTINGS_PRESS_HOSTS"),
        ("http://127.0.0.1/", "Nothing is fetched from 127.0.0.1"),
        ("file:///etc/passwd", "no address of a page"),
    ],
)
def test_nothing_is_fetched_from_elsewhere(cora, address, words):
    response = cora.post(here("press/address/"), address=address, outlet="", published="")
    assert wrong(response, "address")
    assert words in response.content.decode()


def test_a_feed_is_entered_shown_with_what_it_brought_and_ended(cora, shop):
    fields = {"address": shop.url("/feed"), "outlet": "Harbor Daily", "minutes": "60"}
    shop.pages["/feed"] = rss(
        f"<title>Talks</title><guid>1</guid><description>{'Dana Reyes spoke. ' * 100}</description>"
    )
    assert done(cora.post(here("press/feed/"), **fields), here("press/"))
    assert refused(cora.post(here("press/feed/"), **fields), "feed-known", kept="Harbor Daily")
    assert wrong(cora.post(here("press/feed/"), **fields | {"minutes": "1"}), "minutes")
    assert [looked.n_new for looked in look_at_due_feeds(pause_s=0)] == [1]
    assert done(cora.post(here("press/feed/FEED-1/end/")), here("press/"))
    (feed,) = feeds_of(cycle=CYCLE, actor=ALL)
    assert (feed.ended, feed.n_articles) == (True, 1)
    assert refused(cora.post(here("press/feed/FEED-1/end/")), "no-such-feed")


def test_who_may_not_read_the_press_file_has_none_of_this(cora):
    tess = house.as_role(Role.TREASURER)
    paths = ("press/file/", "press/address/", "press/feed/")
    assert {tess.get(here(path)).status_code for path in paths} == {403}
