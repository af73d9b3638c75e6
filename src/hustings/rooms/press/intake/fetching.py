"""Getting one document from the web, within bounds: where to, how much, how long, how often redirected.

No cookie, no proxy, no credentials. The socket is opened to the address that was checked; the certificate is checked
against the name. A timer shuts the socket when the whole has taken too long, so that a server which answers one sign
at a time holds nobody up.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from hustings import __version__
from hustings.rooms.press.intake.addresses import Allowed, Place, machines_of, place_of
from hustings.rooms.press.intake.refusals import (
    AnswerTooLong,
    AnswerUnreadable,
    NotReached,
    RefusedByServer,
    TooManyRedirects,
    TooSlow,
)

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
TYPES = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. `seconds` for the whole, redirects included."""

    n_bytes: int = 10 * 1024 * 1024
    connect_s: float = 10
    read_s: float = 15
    seconds: float = 60
    n_redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status, where it came from in the end, what its headers say, and its bytes (of a 200 only)."""

    status: int
    url: str
    data: bytes = b""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    retry_after_s: int | None = None

    def required(self) -> "Fetched":
        """This answer, if it is a document. Raises: RefusedByServer."""
        if self.status != http.client.OK:
            raise RefusedByServer(status=self.status, where=self.url)
        return self


def fetch(
    url: str, *, allowed: Allowed, limits: Limits | None = None, etag: str = "", modified: str = "", contact: str = ""
) -> Fetched:
    """What an address answers; with `etag` or `modified` only if it has changed since (status 304 otherwise).

    Raises: AddressMalformed, PortClosed, HostNotListed, NameUnknown, NotPublic, NotReached, TooSlow, TooManyRedirects,
    AnswerTooLong, AnswerUnreadable.
    """
    limits = limits or Limits()
    ends_at = time.monotonic() + limits.seconds
    headers = {"User-Agent": agent(contact), "Accept": TYPES, "Accept-Encoding": "gzip", "Connection": "close"}
    headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
    place = place_of(url, allowed=allowed)
    for _hop in range(limits.n_redirects + 1):
        with _Call(place, allowed, limits, ends_at) as call:
            answer = call.ask(headers)
            if answer.status not in REDIRECTS:
                return _fetched(answer, place, call)
            to = place.joined(answer.headers.get("Location", ""))
        place = place_of(to, allowed=allowed)
    raise TooManyRedirects(most=limits.n_redirects, where=url[:200])


def agent(contact: str) -> str:
    """Who asks, honestly, and whom to write to."""
    return f"Hustings/{__version__} (press reader of a membership organisation{f'; {contact}' if contact else ''})"


def _fetched(answer: http.client.HTTPResponse, place: Place, call: "_Call") -> Fetched:
    headers = answer.headers
    return Fetched(
        status=answer.status,
        url=place.url,
        data=call.read(answer) if answer.status == http.client.OK else b"",
        charset=str(headers.get_content_charset() or ""),
        etag=_short(headers, "ETag", 400),
        modified=_short(headers, "Last-Modified", 80),
        retry_after_s=_retry_after(headers.get("Retry-After", "")),
    )


def _short(headers: Message, name: str, most: int) -> str:
    """A header to send back later, or nothing if it is too long or has signs that no header may have."""
    value = str(headers.get(name, ""))
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


def _retry_after(value: str) -> int | None:
    """Seconds to wait, from a number or a date."""
    if value.strip().isdecimal() and len(value.strip()) < 10:
        return int(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0, int((at - datetime.now(UTC)).total_seconds()))


class _Call:
    """One request to one machine, with its clock."""

    def __init__(self, place: Place, allowed: Allowed, limits: Limits, ends_at: float) -> None:
        self._place, self._limits, self._ends_at = place, limits, ends_at
        self._machines = machines_of(place, allowed=allowed)
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, ends_at - time.monotonic()), self._shut)
        self._timer.daemon = True

    def __enter__(self) -> "_Call":
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._timer.cancel()
        for opened in self._sockets:
            opened.close()

    def ask(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Send the request and read the head of the answer. Raises: NotReached, TooSlow."""
        try:
            connection = http.client.HTTPConnection(self._place.host, self._place.port, timeout=self._limits.read_s)
            connection.sock = self._secured(self._connected())
            connection.putrequest("GET", self._place.path, skip_host=True, skip_accept_encoding=True)
            for name, value in ({"Host": self._place.authority} | headers).items():
                connection.putheader(name, value)
            connection.endheaders()
            return connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(error) from error

    def read(self, answer: http.client.HTTPResponse) -> bytes:
        """The body, unpacked. Raises: AnswerTooLong, AnswerUnreadable, NotReached, TooSlow."""
        most, where = self._limits.n_bytes, self._place.url
        packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise AnswerUnreadable(encoding=packed[:40], where=where)
        unpack = None if packed in ("identity", "") else zlib.decompressobj(wbits=47)
        body = bytearray()
        try:
            while piece := answer.read1(65_536):
                body += unpack.decompress(piece, most + 1 - len(body)) if unpack else piece
                if len(body) > most:
                    raise AnswerTooLong(limit=most, where=where)
        except zlib.error as error:
            raise AnswerUnreadable(encoding=packed, where=where) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(error) from error
        if answer.length:
            raise self._failed(ConnectionError("the answer was cut short"))
        if time.monotonic() > self._ends_at:
            raise TooSlow(seconds=int(self._limits.seconds), where=where)
        return bytes(body)

    def _connected(self) -> socket.socket:
        """A socket to the first machine that takes the call."""
        failed: OSError = OSError("no address")
        for machine in self._machines:
            try:
                opened = socket.create_connection((machine, self._place.port), timeout=self._limits.connect_s)
            except OSError as error:
                failed = error
                continue
            opened.settimeout(self._limits.read_s)
            self._sockets.append(opened)
            return opened
        raise failed

    def _secured(self, opened: socket.socket) -> socket.socket:
        if self._place.scheme == "http":
            return opened
        secured = ssl.create_default_context().wrap_socket(opened, server_hostname=self._place.host)
        self._sockets.append(secured)
        return secured

    def _shut(self) -> None:
        for opened in self._sockets:
            try:
                opened.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # closed already

    def _failed(self, error: Exception) -> TooSlow | NotReached:
        late = time.monotonic() > self._ends_at or isinstance(error, TimeoutError)
        if late:
            return TooSlow(seconds=int(self._limits.seconds), where=self._place.url)
        return NotReached(host=self._place.host, why=str(error)[:120] or type(error).__name__, where=self._place.url)
