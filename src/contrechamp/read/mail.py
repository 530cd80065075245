"""Messages (EML) and saved pages of one file (MHTML): the fullest part is the account, the headers say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser

from contrechamp.errors import AccountError, EmptyAccount, said
from contrechamp.model import Warned
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.source import Raw

_TAGS = re.compile(r"<[^<>]{0,5000}>")
_MUCH_LONGER = 1.5
"""A message's page is taken instead of its plain part when it says this much more: then the plain one is a stub."""


def read_mail(raw: Raw, limits: Limits) -> list[Raw | AccountError | Warned]:
    """The body of a message as the one member, and what of it was not read."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw.data)
    texts: list[tuple[str, bytes, str]] = []
    others: list[str] = []
    for count, part in enumerate(_parts(message)):
        if count >= limits.members:
            others.append("more parts")
            break
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            texts.append((kind, _payload(part), str(part.get_content_charset("") or "")))
        elif not kind.startswith(("image/", "text/css", "font/", "application/javascript", "text/javascript")):
            others.append(f"{kind} {_header(part.get_filename())}".strip()[:80])
    chosen = _fullest(texts)
    if chosen is None:
        raise EmptyAccount(
            said("the message holds no text", "le message ne contient pas de texte"),
            where=raw.name,
            remedy=said("open its attachments and save them", "ouvrir ses pièces jointes et les enregistrer"),
        )
    kind, data, charset = chosen
    told = {**_told(message), "kind": "html" if kind == "text/html" else "text", "charset": charset}
    found: list[Raw | AccountError | Warned] = [Raw(raw.name, data, {k: v for k, v in told.items() if v})]
    if any("CloseBoundary" in type(defect).__name__ for part in message.walk() for defect in part.defects):
        found.append(warn("W118", what="the message breaks off"))
    if others:
        found.append(warn("W113", which=", ".join(dict.fromkeys(others[:5]))))
    return found


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, without recursion: messages can be nested as deep as their sender likes."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting = [inner for inner in payload if isinstance(inner, EmailMessage)] + waiting
        else:
            yield part


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def _fullest(texts: list[tuple[str, bytes, str]]) -> tuple[str, bytes, str] | None:
    """The plain part, or the page where it says much more; in a saved page the first page is the story."""
    plain = next((text for text in texts if text[0] == "text/plain" and text[1].strip()), None)
    page = next((text for text in texts if text[0] == "text/html" and text[1].strip()), None)
    if plain is None or page is None:
        return plain or page
    words = len(_TAGS.sub(" ", page[1].decode("latin-1")).split())
    return page if words > _MUCH_LONGER * len(plain[1].split()) + 20 else plain


def _told(message: EmailMessage) -> dict[str, str]:
    saved = _header(message.get("Snapshot-Content-Location")) or _header(message.get("Content-Location"))
    told = {"place": "saved page" if saved else "mail", "title": _header(message.get("Subject")), "url": saved}
    if not saved:
        told["byline"] = _sender(message)
        told["published"] = _date(message)
    return {name: value for name, value in told.items() if value}


def _sender(message: EmailMessage) -> str:
    """The sender's name; the address where there is no name."""
    try:
        senders: tuple[Address, ...] = message["From"].addresses
        return str(senders[0].display_name or senders[0].addr_spec)[:200]
    except Exception:  # the header is missing or broken
        return ""


def _date(message: EmailMessage) -> str:
    try:
        return str(message["Date"].datetime.date().isoformat())
    except Exception:  # the header is missing or broken
        return ""


def _header(value: object) -> str:
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())[:2_000] if value else ""
