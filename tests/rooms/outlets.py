"""An invented outlet on a port of this machine: a real server, which answers what a test tells it to."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Outlet:
    """`pages`: what stands under a path, bytes or a function of the request. `asked`: every path, in order."""

    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.server}{path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        self.headers.append(dict(handler.headers))
        page = self.pages.get(handler.path, (404, {}, b""))
        if callable(page):
            page = page(handler)
        if page is None:
            return
        status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def outlet() -> Iterator[Outlet]:
    """An outlet that answers until the block ends."""
    shop = Outlet()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                shop.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the reader has hung up, as some tests want

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shop.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()


def with_validators(body: bytes) -> Callable[[BaseHTTPRequestHandler], Answer]:
    """A page with an ETag, which answers 304 to who has it."""

    def page(handler: BaseHTTPRequestHandler) -> Answer:
        if handler.headers.get("If-None-Match") == '"v1"':
            return 304, {"ETag": '"v1"'}, b""
        return 200, {"ETag": '"v1"', "Last-Modified": "Tue, 04 Mar 2031 09:00:00 GMT"}, body

    return page


def packed(body: bytes) -> Answer:
    """An answer packed by gzip."""
    small = gzip.compress(body)
    return 200, {"Content-Encoding": "gzip", "Content-Length": str(len(small))}, small


def rss(*items: str) -> bytes:
    """A feed of these items."""
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbor Daily</title>'
    return (head + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>").encode()
