"""What a bare text says of itself: title, byline, date, address, each with where it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from contrechamp.lang import read_toml
from contrechamp.model import Warned
from contrechamp.read.cites import outlet_of
from contrechamp.read.dates import dateline, url_date
from contrechamp.read.names import find_byline, find_title, read_byline
from contrechamp.read.notes import warn
from contrechamp.text.fold import fold_words

_PARAGRAPHS = re.compile(r"\n+")
_OWN_URL = re.compile(r"(?:url|lien|adresse|link)\s*:\s*((?:https?://|www\.)\S+)\s*$", re.I)
_BARE_URL = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_HEAD_LINES, _SHORT = 3, 160


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an account beside its words. `found_in` names the place that each piece comes from."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    found_in: dict[str, str] = field(default_factory=dict)


def about_text(text: str, language: str, nearby: Sequence[str] = ()) -> About:
    """What the text itself says. A link that it cites is not its own address, nor that link's date its own.

    `nearby` are lines that stand beside the text and may name author and date: they are asked when the text does not.
    """
    paragraphs = [line for line in _PARAGRAPHS.split(text) if line.strip()]
    url = _own_url(paragraphs)
    title = find_title([line for line in paragraphs if not _BARE_URL.match(line)], language)
    outlet = outlet_of(url, language) if url else None
    said = dateline(paragraphs, language) or dateline(nearby, language)
    published = said or (url_date(url) if url else None)
    found = {
        "title": ("first line", title),
        "byline": ("byline", byline := find_byline(paragraphs, language, title) or _first_byline(nearby, language)),
        "outlet": ("url", outlet),
        "published": ("dateline" if said else "url", published),
        "url": ("first line", url),
    }
    return About(
        title=title,
        byline=byline,
        outlet=outlet,
        published=published,
        url=url,
        found_in={name: place for name, (place, value) in found.items() if value is not None},
    )


def cut_off(text: str, language: str) -> tuple[Warned, ...]:
    """A warning where a short line says that the rest is for subscribers: the account is only a beginning."""
    signs = _cut_off_signs(language)
    for line in text.split("\n"):
        if len(line) <= _SHORT and any(sign in fold_words(line) for sign in signs):
            return (warn("W120", words=" ".join(line.split())[:80]),)
    return ()


@cache
def _cut_off_signs(language: str) -> tuple[str, ...]:
    return tuple(fold_words(sign) for sign in read_toml(language, "byline")["cut_off"])


def _first_byline(lines: Sequence[str], language: str) -> str | None:
    names = (read_byline(line, language, announced=True) for line in lines)
    return next((name for name in names if name), None)


def _own_url(paragraphs: list[str]) -> str | None:
    """The account's own address: alone on the first line, or behind `URL :` at the head."""
    if paragraphs and len(paragraphs) > 1 and _BARE_URL.match(paragraphs[0]):
        return paragraphs[0].strip()
    for line in paragraphs[:_HEAD_LINES]:
        if found := _OWN_URL.match(line):
            return found[1]
    return None
