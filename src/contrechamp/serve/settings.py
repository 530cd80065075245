"""What a room is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from secrets import token_urlsafe
from urllib.parse import urlsplit

EVERYWHERE = ("0.0.0.0", "::", "[::]")
"""Hosts that mean every address of the machine: nobody types them."""

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may bring. Sizes in bytes."""

    body: int = 64 * 2**20
    form: int = 2**20
    files: int = 200
    text: int = 4 * 2**20
    fields: int = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the dossiers are, on which address they are served, and to whom.

    `store` is a path or a URL of SQLAlchemy. `public_url` is the address that people type when a proxy stands before
    the room (`https://dossiers.example.org`). `token` is the start token of the link, new at each start.
    """

    store: str
    host: str = "127.0.0.1"
    port: int = 8765
    auth: bool = False
    language: str | None = None
    public_url: str | None = None
    token: str = field(default_factory=lambda: token_urlsafe(24), repr=False)
    limits: Limits = Limits()


def is_loopback(host: str) -> bool:
    """Whether a host to listen on can be reached from this machine only."""
    if host.strip("[]").lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def allowed_origins(settings: Settings) -> frozenset[str]:
    """The origins (`http://127.0.0.1:8765`) that the room answers to; their hosts are its Host allow-list."""
    names = {*LOOPBACK_NAMES}
    if settings.host not in (*EVERYWHERE, ""):
        names.add(f"[{settings.host.strip('[]')}]" if ":" in settings.host else settings.host)
    origins = {f"http://{name}:{settings.port}".lower() for name in names}
    if settings.port == 80:
        origins |= {f"http://{name}".lower() for name in names}
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        origins.add(f"{parts.scheme}://{parts.netloc}".lower())
    return frozenset(origins)


def base_url(settings: Settings) -> str:
    """The address to type, without a slash at the end."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = settings.host if settings.host not in EVERYWHERE else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{settings.port}"
