"""Fetch a feed over HTTP: from the host that was named and no other, whole or not at all.

Redirects stay on the host. An address of the machine's own network is reached only where it was
named itself, so that no feed can send the program to what lies behind a firewall.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from rashomon import __version__

AGENT: Final = f"rashomon/{__version__}"
MOST_BYTES: Final = 20_000_000
MOST_REDIRECTS: Final = 4
SECONDS: Final = 20.0
UNCHANGED: Final = 304
MOVED: Final = frozenset((301, 302, 303, 307, 308))
INSIDE: Final = re.compile(r"localhost|[^.:]+|.+\.(?:local|localhost|internal|lan)")
"""Names that can only mean a machine of one's own network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask later whether something changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of asking for an address.

    Attributes:
        content: The bytes; None where nothing changed since the validators.
        validators: For the next time.
        kind: Content type as the server says it.
    """

    content: bytes | None
    validators: Validators
    kind: str = ""


class FetchRefused(Exception):
    """Asking failed, or was not allowed; the text says why and what to do.

    Attributes:
        wait_seconds: How long the server asks to be left alone, or None.
    """

    def __init__(self, problem: str, *, wait_seconds: float | None = None) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(problem)


def is_url(text: str) -> bool:
    """Tell whether an input is an address on the web."""
    return text.startswith(("http://", "https://"))


def fetch(
    address: str,
    *,
    validators: Validators | None = None,
    proxy: str | None = None,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
) -> Fetched:
    """Ask for an address, conditionally where it was asked for before.

    Args:
        address: An http or https URL.
        validators: What the server gave the last time.
        proxy: URL of a proxy that all requests go through; none is taken from the environment.
        most_bytes: Most bytes, unpacked.
        seconds: Longest wait for a connection or for the next bytes.

    Raises:
        FetchRefused: It was not allowed, not there, too large or too slow.
    """
    host = urlsplit(address).hostname
    if not is_url(address) or not host:
        raise FetchRefused("no http or https address")
    known = validators or Validators()
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
    headers |= {"If-None-Match": known.etag} if known.etag else {}
    headers |= {"If-Modified-Since": known.modified} if known.modified else {}
    may_be_inside = is_inside_name(host)
    try:
        with httpx.Client(timeout=seconds, trust_env=False, proxy=proxy) as client:
            for _ in range(MOST_REDIRECTS + 1):
                if proxy is None and not may_be_inside:
                    _refuse_inside(host)
                with client.stream("GET", address, headers=headers) as response:
                    if response.status_code not in MOVED:
                        inside_allowed = may_be_inside or proxy is not None
                        return _taken(response, known, most_bytes, inside_allowed=inside_allowed)
                    address = _moved(response, address, host)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchRefused(f"asking failed ({type(error).__name__}: {error})") from error
    raise FetchRefused("it is moved on again and again")


def _moved(response: httpx.Response, address: str, host: str) -> str:
    goal = urljoin(address, str(response.headers.get("location", "")))
    parts = urlsplit(goal)
    if not is_url(goal) or parts.hostname != host:
        other = parts.hostname or "another kind of address"
        raise FetchRefused(f"it is moved to {other}; watch that instead if you trust it")
    if address.startswith("https:") and not goal.startswith("https:"):
        raise FetchRefused("it is moved to an unencrypted address")
    return goal


def _taken(
    response: httpx.Response, known: Validators, most_bytes: int, *, inside_allowed: bool
) -> Fetched:
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer and not inside_allowed and is_inside(str(peer[0])):
        raise FetchRefused(f"its name leads to {peer[0]}, which lies in the own network")
    if response.status_code == UNCHANGED:
        return Fetched(content=None, validators=known)
    if not response.is_success:
        wait = wait_of(response.headers.get("retry-after"), response.headers.get("date"))
        raise FetchRefused(f"the server answers {response.status_code}", wait_seconds=wait)
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > most_bytes:
            raise FetchRefused(f"it is larger than {most_bytes:,} bytes")
    made = Validators(
        etag=response.headers.get("etag"), modified=response.headers.get("last-modified")
    )
    kind = response.headers.get("content-type", "")
    return Fetched(content=bytes(content), validators=made, kind=kind)


def wait_of(header: str | None, date: str | None) -> float | None:
    """Read ``Retry-After``: seconds, or an instant seen from the server's own ``Date``."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        until, present = parsedate_to_datetime(header), parsedate_to_datetime(date or "")
        return max(0.0, (until - present).total_seconds())
    except (ValueError, TypeError):
        return None


def is_inside_name(host: str) -> bool:
    """Tell whether a host, as named, is one of one's own network."""
    return INSIDE.fullmatch(host.lower()) is not None or is_inside(host)


def is_inside(address: str) -> bool:
    """Tell whether an IP address is none of the open internet: private, loopback, reserved."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return not (mapped or parsed).is_global


def _refuse_inside(host: str) -> None:
    """Refuse a public name that leads into the own network.

    Raises:
        FetchRefused: It does, or leads nowhere.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchRefused(f"its host {host} is not known ({error.strerror})") from error
    for *_, address in found:
        if is_inside(str(address[0])):
            problem = f"its name leads to {address[0]}, which lies in the own network"
            raise FetchRefused(f"{problem}; name that address itself if you mean it")
