"""Fetching stays within its bounds: which machines, which ports, how much, how long, how often redirected."""

import socket
import time
from dataclasses import replace

import pytest

from hustings.rooms.press.intake.addresses import Allowed, is_public, machines_of, place_of
from hustings.rooms.press.intake.fetching import Limits, fetch
from hustings.rooms.press.intake.refusals import (
    AddressMalformed,
    AnswerTooLong,
    AnswerUnreadable,
    HostNotListed,
    NotPublic,
    NotReached,
    PortClosed,
    RefusedByServer,
    TooManyRedirects,
    TooSlow,
)
from tests.rooms.outlets import Outlet, outlet, packed, with_validators

LISTED = Allowed(frozenset({"harbor.example", ".paper.example"}))
QUICK = Limits(n_bytes=100_000, connect_s=1, read_s=0.5, seconds=1)


@pytest.fixture
def shop():
    with outlet() as one:
        yield one


def get(shop: Outlet, path: str, *, limits: Limits = QUICK, **known):
    return fetch(shop.url(path), allowed=Allowed(test_server=shop.server), limits=limits, **known)


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://harbor.example/a?b=c#d",
        "http://www.harbor.example",
        "HTTPS://Harbor.Example./",
        "https://news.paper.example/x",
        "https://harbor.example:443/",
    ],
)
def test_listed_hosts_may_be_asked(url) -> None:
    assert place_of(url, allowed=LISTED).path.startswith("/")


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("ftp://harbor.example/", AddressMalformed),
        ("file:///etc/passwd", AddressMalformed),
        ("https://", AddressMalformed),
        ("harbor.example/a", AddressMalformed),
        ("https://me:secret@harbor.example/", AddressMalformed),
        ("https://harbor.example/a\r\nHost: other", AddressMalformed),
        ("https://harbor.example\\@other.example/", AddressMalformed),
        ("https://[::1", AddressMalformed),
        ("https://harbor.example:8443/", PortClosed),
        ("http://harbor.example:22/", PortClosed),
        ("https://paper.example/", HostNotListed),
        ("https://harbor.example.evil.example/", HostNotListed),
        ("https://evilharbor.example/", HostNotListed),
        ("http://127.0.0.1/", HostNotListed),
        ("http://[::ffff:127.0.0.1]/", HostNotListed),
    ],
)
def test_every_other_address_is_refused_before_anything_is_asked(url, refusal) -> None:
    with pytest.raises(refusal):
        place_of(url, allowed=LISTED)


PRIVATE = """127.0.0.1 127.255.0.9 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8
    192.0.2.1 198.18.0.1 203.0.113.7 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::
    3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1"""


@pytest.mark.parametrize("machine", PRIVATE.split())
def test_machines_that_are_not_public_are_known(machine) -> None:
    assert not is_public(machine)


@pytest.mark.parametrize("machine", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_machines_are_known(machine) -> None:
    assert is_public(machine)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]"])
def test_a_name_that_leads_inside_is_refused_even_if_it_is_listed(host) -> None:
    allowed = Allowed(frozenset({host.strip("[]")}))
    with pytest.raises(NotPublic):
        machines_of(place_of(f"http://{host}/", allowed=allowed), allowed=allowed)


# --- answers --------------------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_charset_and_validators_and_we_say_who_asks(shop) -> None:
    shop.pages["/a"] = (200, {"Content-Type": "text/html; charset=windows-1252", "ETag": '"1"'}, b"<p>caf\xe9")
    answer = get(shop, "/a", contact="press@union.example")
    assert (answer.data, answer.charset, answer.etag) == (b"<p>caf\xe9", "windows-1252", '"1"')
    (sent,) = shop.headers
    assert sent["User-Agent"].startswith("Hustings/")
    assert "press@union.example" in sent["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & set(sent)


def test_only_what_has_changed_is_sent_again(shop) -> None:
    shop.pages["/feed"] = with_validators(b"<rss/>")
    first = get(shop, "/feed")
    again = get(shop, "/feed", etag=first.etag, modified=first.modified)
    assert (first.status, again.status, again.data) == (200, 304, b"")


def test_an_answer_may_be_packed(shop) -> None:
    shop.pages["/a"] = packed(b"Elin Marlow met the cooks. " * 1000)
    assert get(shop, "/a").data == b"Elin Marlow met the cooks. " * 1000


def test_a_packed_bomb_is_stopped_at_the_limit(shop) -> None:
    shop.pages["/a"] = packed(b"\x00" * 30_000_000)
    with pytest.raises(AnswerTooLong):
        get(shop, "/a")


def test_an_endless_answer_is_stopped_at_the_limit(shop) -> None:
    shop.pages["/a"] = (200, {"Content-Length": "900000000"}, b"a" * 2_000_000)
    with pytest.raises(AnswerTooLong):
        get(shop, "/a")


def test_a_packing_that_is_not_known_is_refused(shop) -> None:
    shop.pages["/a"] = (200, {"Content-Encoding": "br"}, b"abc")
    shop.pages["/b"] = (200, {"Content-Encoding": "gzip"}, b"not packed")
    for path in ("/a", "/b"):
        with pytest.raises(AnswerUnreadable):
            get(shop, path)


def test_redirects_are_followed_within_the_list(shop) -> None:
    shop.pages |= {"/a": (301, {"Location": "/b"}, b""), "/b": (302, {"Location": shop.url("/c")}, b""), "/c": b"here"}
    answer = get(shop, "/a")
    assert (answer.data, answer.url) == (b"here", shop.url("/c"))


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ("http://169.254.169.254/latest/meta-data/", HostNotListed),
        ("http://127.0.0.1:1/", PortClosed),
        ("file:///etc/passwd", AddressMalformed),
        ("", TooManyRedirects),
        ("//[", AddressMalformed),
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_asked_directly(shop, to, refusal) -> None:
    shop.pages["/a"] = (302, {"Location": to}, b"")
    with pytest.raises(refusal):
        get(shop, "/a")


def test_redirects_in_a_ring_end(shop) -> None:
    shop.pages |= {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")}
    with pytest.raises(TooManyRedirects):
        get(shop, "/a")
    assert len(shop.asked) == 6


def dripping(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(40):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def dripping_head(handler) -> None:
    for sign in b"HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaa":
        handler.wfile.write(bytes([sign]))
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [dripping, dripping_head, lambda _handler: time.sleep(1)])
def test_a_server_that_answers_sign_by_sign_holds_nobody_up(shop, slow) -> None:
    shop.pages["/a"] = slow
    with pytest.raises(TooSlow):
        get(shop, "/a", limits=replace(QUICK, read_s=0.3, seconds=0.4))


def test_an_answer_cut_short_is_no_page(shop) -> None:
    shop.pages["/a"] = (200, {"Content-Length": "1000"}, b"half")
    with pytest.raises(NotReached):
        get(shop, "/a")


def test_a_closed_door_and_a_refusing_server_are_told_apart(shop) -> None:
    with pytest.raises(RefusedByServer, match="404"):
        get(shop, "/nothing").required()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        server = f"127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(NotReached):
        fetch(f"http://{server}/", allowed=Allowed(test_server=server), limits=QUICK)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", None), ("9" * 40, None), ("", None)],
)
def test_a_server_may_say_when_to_come_back(shop, value, seconds) -> None:
    shop.pages["/a"] = (429, {"Retry-After": value}, b"")
    answer = get(shop, "/a")
    assert (answer.status, answer.retry_after_s) == (429, seconds)
