"""Which addresses of the web may be asked: listed hosts, http and https, the usual ports, and public machines only.

A name is resolved once and the answer is what is connected to, so that a name cannot change its mind in between. Every
one of its addresses must be public; one that is not condemns the name.
"""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from hustings.rooms.press.intake.refusals import AddressMalformed, HostNotListed, NameUnknown, NotPublic, PortClosed

PORTS = {"http": 80, "https": 443}

# Beyond what `is_global` of this Python knows: ways to write an IPv4 address in IPv6, relays, former site-local ones.
_EMBEDDING = (ip_network("64:ff9b::/96"), ip_network("::ffff:0:0:0/96"), ip_network("::/96"))
_RELAYS = tuple(
    ip_network(net)
    for net in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2002::/16",
        "2001::/32",
        "64:ff9b:1::/48",
        "fec0::/10",
        "100::/64",
        "5f00::/16",
        "3fff::/20",
    )
)
_ODD = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Allowed:
    """`hosts`: names that may be asked; each allows its `www.` twin, and `.name` everything below it.

    `any_host` is for what a person enters, before it is asked.

    `test_server`, as 127.0.0.1:8123, is one address that may be asked although it is not public: for tests only.
    """

    hosts: frozenset[str] = frozenset()
    test_server: str = ""
    any_host: bool = False

    def also(self, hosts: Iterable[str]) -> "Allowed":
        """The same with further hosts."""
        return Allowed(self.hosts | frozenset(hosts), self.test_server, self.any_host)

    def permits(self, host: str) -> bool:
        """Whether a host is on the list."""
        twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        parents = (host[at:] for at, sign in enumerate(host) if sign == ".")
        return (
            self.any_host or host in self.hosts or twin in self.hosts or any(parent in self.hosts for parent in parents)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the web, taken apart and found permitted. `path` has its query and no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address written out."""
        return f"{self.scheme}://{self.authority}{self.path}"

    def joined(self, link: str) -> str:
        """A link from this place, as an address of its own."""
        try:
            return urljoin(self.url, link)
        except ValueError:
            return ""


def place_of(url: str, *, allowed: Allowed) -> Place:
    """An address that may be asked. Raises: AddressMalformed, PortClosed, HostNotListed."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode().rstrip(".")
        port = parts.port
    except ValueError as error:
        raise AddressMalformed(where=url[:200]) from error
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or _ODD.search(url.strip()):
        raise AddressMalformed(where=url[:200])
    port = port or PORTS[parts.scheme]
    if f"{host}:{port}" != allowed.test_server:
        if port not in PORTS.values():
            raise PortClosed(port=port, where=url[:200])
        if not allowed.permits(host):
            raise HostNotListed(host=host, where=url[:200])
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Place(parts.scheme, host, port, path + query)


def machines_of(place: Place, *, allowed: Allowed) -> tuple[str, ...]:
    """The public addresses of a host, the only ones that may be connected to. Raises: NameUnknown, NotPublic."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NameUnknown(host=place.host, where=place.url[:200]) from error
    machines = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for machine in machines:
        if not is_public(machine) and f"{machine}:{place.port}" != allowed.test_server:
            raise NotPublic(host=place.host, where=place.url[:200])
    return machines


def is_public(machine: str) -> bool:
    """Whether an IP address belongs to a machine of the public internet."""
    address: IPv4Address | IPv6Address = ip_address(machine.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if any(address in net for net in _EMBEDDING):
            return False
    if any(address in net for net in _RELAYS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
