"""Feeds: asked politely, each item once, whatever the feed and its pages do; and only staff sees what they bring."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hustings.core.phases import Phase
from hustings.core.values import Actor, Role
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.cycles.actions import move_to_phase
from hustings.rooms.press.actions.feeds import end_feed, enter_feed
from hustings.rooms.press.intake.feeds import contents_of
from hustings.rooms.press.intake.refusals import AddressMalformed, NotAFeed
from hustings.rooms.press.queries import articles_of, facts_of, text_of
from hustings.rooms.press.refusals import FeedKnown, NoSuchFeed, TooOften
from hustings.rooms.press.tasks import Looked, look_at_due_feeds, next_look_at
from hustings.rooms.press.watched import feeds_of, hosts_allowed
from tests.rooms.outlets import Outlet, outlet, rss, with_validators

WRITER = Actor("communications-1", frozenset({Role.COMMUNICATIONS}))
NOON = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
LONG = "Alma Reyes met with leaders of the Dock Clerks Guild on Tuesday. " * 30
ITEM = "<title>{0}</title><guid>{0}</guid><link>{1}</link><pubDate>Tue, 04 Mar 2031 09:00:00 GMT</pubDate>{2}"


@pytest.fixture
def shop(settings):
    with outlet() as one:
        settings.CONFIG = replace(settings.CONFIG, press_test_server=one.server, mail_from="press@union.example")
        yield one


@pytest.fixture
def feed(shop: Outlet, called: str, at) -> str:
    return enter_feed(cycle=called, address=shop.url("/feed"), outlet="Harbor Daily", actor=WRITER, at=at)


def item(name: str, *, link: str = "", text: str = "") -> str:
    return ITEM.format(name, link, f"<description>{text}</description>" if text else "")


def look(at: datetime = NOON) -> list[Looked]:
    return list(look_at_due_feeds(pause_s=0, clock=lambda: at))


def view(cycle: str):
    (one,) = feeds_of(cycle=cycle, actor=WRITER)
    return one


def test_a_new_item_becomes_an_article_whose_facts_wait_and_nothing_is_public(shop, feed, called) -> None:
    shop.pages["/feed"] = rss(item("one", text=LONG))
    before = len(publishable_entries(cycle=called))
    (looked,) = look()
    assert (looked.n_new, looked.n_later, looked.refusal) == (1, 0, None)
    (article,) = articles_of(cycle=called, actor=WRITER)
    assert (article.outlet, article.published) == ("Harbor Daily", "2031-03-04")
    assert text_of(cycle=called, article="ART-1", actor=WRITER).startswith("one\n\nAlma Reyes met with leaders")
    assert {fact.state for fact in facts_of(cycle=called, actor=WRITER)} <= {"waiting"}
    shown = [entry.payload for entry in publishable_entries(cycle=called)[before:]]
    assert not any(shown)


def test_an_item_is_taken_in_once_also_after_a_restart_and_from_a_second_feed(shop, feed, called, at) -> None:
    shop.pages["/feed"] = shop.pages["/again"] = rss(item("one", text=LONG), item("one", text=LONG))
    look()
    look(NOON + timedelta(hours=2))
    enter_feed(cycle=called, address=shop.url("/again"), outlet="Bay Radio", actor=WRITER, at=at)
    look(NOON + timedelta(hours=4))
    assert len(articles_of(cycle=called, actor=WRITER)) == 1
    assert [(one.n_items, one.n_articles) for one in feeds_of(cycle=called, actor=WRITER)] == [(1, 1), (1, 1)]


def test_a_feed_is_asked_only_when_it_is_due_and_only_for_what_changed(shop, feed, called) -> None:
    shop.pages["/feed"] = with_validators(rss(item("one", text=LONG)))
    assert len(look()) == 1
    assert look(NOON + timedelta(minutes=59)) == []
    (looked,) = look(NOON + timedelta(minutes=60))
    assert (looked.n_new, looked.refusal) == (0, None)
    assert shop.headers[-1]["If-None-Match"] == '"v1"'
    assert "press@union.example" in shop.headers[-1]["User-Agent"]


PAGE = "<html><head><title>Reyes</title></head><body><article>{}</article></body></html>".format(
    "".join(f"<p>Alma Reyes met with the Dock Clerks Guild in hall {n}, and the talk was long.</p>" for n in range(9))
)


def test_a_short_item_is_read_from_its_page_and_from_the_feed_where_that_cannot_be_had(shop, feed, called) -> None:
    shop.pages |= {
        "/feed": rss(
            item("refused", link=shop.url("/refused"), text="Reyes met the guild."),
            item("elsewhere", link="https://elsewhere.example/a", text="Reyes met the cooks."),
            item("itself", link=shop.url("/feed"), text="Reyes met the weighers."),
            item("forbidden", link=shop.url("/private/a"), text="Reyes met the pilots."),
            item("page", link=shop.url("/page"), text="Reyes met …"),
        ),
        "/page": PAGE.encode(),
        "/robots.txt": b"User-agent: *\nDisallow: /private/\n",
    }
    (looked,) = look()
    assert looked.n_new == 5
    texts = [text_of(cycle=called, article=f"ART-{n}", actor=WRITER) for n in range(1, 6)]
    assert texts[0].startswith("Alma Reyes met with the Dock Clerks Guild in hall 0")
    assert texts[1:] == [
        "forbidden\n\nReyes met the pilots.",
        "itself\n\nReyes met the weighers.",
        "elsewhere\n\nReyes met the cooks.",
        "refused\n\nReyes met the guild.",
    ]
    assert "/private/a" not in shop.asked


def test_a_feed_that_robots_txt_forbids_is_not_asked(shop, feed, called) -> None:
    shop.pages["/robots.txt"] = b"User-agent: Hustings\nDisallow: /feed\n"
    (looked,) = look()
    assert looked.refusal.code == "press-robots-forbid"
    assert shop.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "code", "hours"),
    [
        ((500, {}, b""), "press-refused-by-server", [2, 4, 8, 16, 24, 24]),
        (b"<html><body>Down for repairs</body></html>", "press-not-a-feed", [2, 4]),
        ((429, {"Retry-After": "36000"}, b""), "press-refused-by-server", [10]),
        ((302, {"Location": "/feed"}, b""), "press-too-many-redirects", [2]),
    ],
)
def test_a_feed_that_fails_is_asked_less_and_less_often(shop, feed, called, answer, code, hours) -> None:
    shop.pages["/feed"] = answer
    at = NOON
    for n_failures, wait in enumerate(hours, start=1):
        (looked,) = look(at)
        assert looked.refusal.code == code
        assert (view(called).n_failures, view(called).next_at) == (n_failures, at + timedelta(hours=wait))
        at += timedelta(hours=wait)
    assert next_look_at(cycle=called) == at


def test_what_went_wrong_is_told_and_forgotten_when_it_goes_well(shop, feed, called) -> None:
    look()
    assert view(called).says.format(**view(called).facts) == "The server answered 404 and gave no page."
    shop.pages["/feed"] = rss()
    look(NOON + timedelta(days=1))
    assert (view(called).n_failures, view(called).says) == (0, "")


def test_a_feed_that_is_gone_is_ended(shop, feed, called) -> None:
    shop.pages["/feed"] = (410, {}, b"")
    look()
    assert view(called).ended
    assert look(NOON + timedelta(days=9)) == []


def test_many_items_are_taken_in_over_several_looks_the_oldest_first(shop, feed, called) -> None:
    shop.pages["/feed"] = with_validators(rss(*(item(f"n{n}", text=f"Text {n}.") for n in range(25, 0, -1))))
    (first,) = look()
    (second,) = look(NOON + timedelta(hours=1))
    assert [(one.n_new, one.n_later) for one in (first, second)] == [(20, 5), (5, 0)]
    assert text_of(cycle=called, article="ART-1", actor=WRITER) == "n1\n\nText 1."


def test_a_look_that_another_process_has_begun_is_left_to_it(shop, feed, called) -> None:
    shop.pages["/feed"] = rss(item("one", text=LONG))
    begun = look_at_due_feeds(pause_s=0, clock=lambda: NOON)
    assert next(begun).n_new == 1
    assert look() == []


def test_feeds_of_a_closed_cycle_rest(shop, feed, called, director, at) -> None:
    move_to_phase(cycle=called, phase=Phase.CLOSED, reason="The candidates withdrew.", actor=director, at=at)
    assert look() == []


@pytest.mark.parametrize(
    ("address", "minutes", "refusal"),
    [("gopher://a.example/", 60, AddressMalformed), ("https://a.example/f", 5, TooOften), ("", 60, AddressMalformed)],
)
def test_a_feed_needs_an_address_of_the_web_and_patience(called, at, address, minutes, refusal) -> None:
    with pytest.raises(refusal):
        enter_feed(cycle=called, address=address, outlet="A", minutes=minutes, actor=WRITER, at=at)


def test_a_feed_is_entered_once_and_can_be_ended_and_entered_again(shop, feed, called, at) -> None:
    told = {"cycle": called, "actor": WRITER, "at": at}
    with pytest.raises(FeedKnown):
        enter_feed(address=shop.url("/feed"), outlet="Other", **told)
    end_feed(feed=feed, **told)
    with pytest.raises(NoSuchFeed):
        end_feed(feed=feed, **told)
    assert enter_feed(address=shop.url("/feed"), outlet="Harbor Daily", minutes=30, **told) == feed
    assert (view(called).ended, view(called).minutes) == (False, 30)


def test_hosts_of_feeds_that_are_looked_at_may_be_asked(called, at) -> None:
    told = {"cycle": called, "actor": WRITER, "at": at}
    enter_feed(address="https://www.harbor.example/feed", outlet="Harbor Daily", **told)
    assert hosts_allowed(actor=WRITER).permits("harbor.example")
    end_feed(feed="FEED-1", **told)
    assert not hosts_allowed(actor=WRITER).permits("harbor.example")


def test_a_feed_goes_on_elsewhere_but_nobody_follows() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><link rel="next" href="?page=2"/></feed>'
    assert [finding.code for finding in contents_of(atom).findings] == ["feed-pages"]


def test_a_page_is_no_feed() -> None:
    with pytest.raises(NotAFeed):
        contents_of(PAGE.encode())
