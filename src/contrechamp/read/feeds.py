"""RSS and Atom: one account an entry. Bytes only: a feed's text is never taken for a path."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from contrechamp.errors import AccountError, EmptyAccount, TooMuchOutput, said
from contrechamp.model import Warned
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.source import Raw

_ENTITY = b"<!ENTITY"
_HEAD = 20_000


def read_feed(raw: Raw, limits: Limits) -> list[Raw | AccountError | Warned]:
    """The entries of a feed as members: the fullest text of each, its title, link, author and date."""
    if _ENTITY in raw.data[:_HEAD].upper():
        raise TooMuchOutput(
            said(
                "it defines entities of its own, which feeds do not",
                "il définit ses propres entités, ce que les flux ne font pas",
            ),
            where=raw.name,
            remedy=said("fetch the feed again from its site", "récupérer le flux sur son site"),
        )
    import feedparser

    feed = feedparser.parse(io.BytesIO(raw.data), resolve_relative_uris=False, sanitize_html=False)
    entries = feed.get("entries", [])
    members: list[Raw | AccountError | Warned] = []
    outlet = _string(feed.get("feed", {}), "title")
    for number, entry in enumerate(entries[: limits.records], 1):
        text = _text(entry)
        if text.strip():
            members.append(_member(entry, text, outlet, f"{raw.name}#{number}"))
    if not members:
        raise EmptyAccount(
            said("no entry of the feed holds a text", "aucun élément du flux ne contient de texte"),
            where=raw.name,
            remedy=said("save the pages that it links to", "enregistrer les pages vers lesquelles il renvoie"),
        )
    if feed.get("bozo"):
        members.append(warn("W118", what=type(feed.get("bozo_exception")).__name__))
    if len(entries) > limits.records:
        members.append(warn("W115", count=limits.records, what="entries", all=len(entries)))
    skipped = min(len(entries), limits.records) - sum(isinstance(member, Raw) for member in members)
    if skipped:
        members.append(warn("W113", which=f"{skipped} entries without text"))
    return members


def _text(entry: Mapping[str, Any]) -> str:
    """The longest of an entry's texts."""
    contents = entry.get("content", [])
    texts = [_string(content, "value") for content in contents if isinstance(content, Mapping)]
    return max([*texts, _string(entry, "summary")], key=len)


def _member(entry: Mapping[str, Any], text: str, outlet: str, name: str) -> Raw:
    published = _string(entry, "published") or _string(entry, "updated")
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    if stamp:
        published = f"{stamp[0]:04d}-{stamp[1]:02d}-{stamp[2]:02d}"
    told = {
        "title": _string(entry, "title"),
        "byline": _string(entry, "author"),
        "outlet": outlet,
        "url": _string(entry, "link"),
        "published": published,
    }
    known = {key: value[:2_000] for key, value in told.items() if value}
    kind = "html" if "<" in text or "&" in text else "text"
    data = text.encode("utf-8", "replace")
    return Raw(name, data, {**known, "place": "feed", "charset": "utf-8", "kind": kind})


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
