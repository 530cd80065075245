"""What every format's reader hands on: text with the way back to its source, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from unicodedata import category

from contrechamp.model import Account, Piece, Warned
from contrechamp.read.characters import suspicious
from contrechamp.read.checks import check_text
from contrechamp.read.cites import find_cites, find_links, outlet_of
from contrechamp.read.dates import find_date, url_date
from contrechamp.read.language import identify
from contrechamp.read.layout import repair
from contrechamp.read.limits import Limits
from contrechamp.read.metadata import About, about_text, cut_off
from contrechamp.read.notes import warn
from contrechamp.read.pieces import compose
from contrechamp.read.source import Raw

_WEB = re.compile(r"https?://[^\s/]", re.I)


@dataclass(frozen=True, slots=True)
class Field:
    """One value of metadata and the place in the file that says it."""

    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text taken out of a file, before layout repair and what the text says of itself.

    `pieces` lead from `text` to `source`, the decoded original; empty where both are the same. `fields` holds the
    values that the file gives for `title`, `byline`, `outlet`, `url` and `published`, the surest first. `pages` are the
    offsets in `text` at which pages begin. `broken` says that lines may be broken at a width, `soft` that each
    single line break stands inside a paragraph. `nearby` are lines beside the text that may name its author and date.
    """

    text: str
    source: str
    pieces: tuple[Piece, ...] = ()
    fields: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    pages: tuple[int, ...] = ()
    broken: bool = True
    soft: bool = False
    nearby: tuple[str, ...] = ()


def finish(draft: Draft, raw: Raw, limits: Limits, language: str | None = None) -> Account:
    """The account of a draft. Raises AccountErrors for a text that cannot be one."""
    check_text(draft.text, raw.name, limits)
    warnings = draft.warnings
    if language is None:
        language, unsure = identify(draft.text)
        warnings += unsure
    text, pieces, pages = _laid(draft, language)
    about, differing = _merged(about_text(text, language, draft.nearby), draft, raw, language)
    own = about.outlet
    links = tuple(dict.fromkeys([link for link in (*draft.links, *find_links(text)) if link != about.url]))
    digest = sha256(raw.data).hexdigest()
    return Account(
        id=digest[:12],
        text=text,
        language=language,
        title=about.title,
        outlet=own,
        byline=about.byline,
        url=about.url,
        published=about.published,
        sha256=digest,
        cites=find_cites(text, links, language, own),
        links=links,
        found_in=about.found_in,
        warnings=(*warnings, *differing, *cut_off(text, language), *suspicious(text)),
        name=raw.name,
        source=draft.source,
        pieces=pieces,
        pages=pages,
    )


def _laid(draft: Draft, language: str) -> tuple[str, tuple[Piece, ...], tuple[int, ...]]:
    """The text with its layout repaired where lines may be broken, its pieces down to the source, its pages."""
    if not draft.broken:
        return draft.text, draft.pieces, draft.pages
    laid = repair(draft.text, language, soft=draft.soft)
    pieces = compose(laid.pieces, draft.pieces) if draft.pieces else laid.pieces
    return laid.text, pieces, tuple(_moved(draft.pages, laid.pieces, len(laid.text)))


def _moved(pages: Sequence[int], pieces: Sequence[Piece], length: int) -> Sequence[int]:
    """Where in the repaired text the pages begin: at the first character that comes from the page or a later one."""
    moved, at = [], 0
    for page in pages:
        while at < len(pieces) and pieces[at].source.end <= page:
            at += 1
        if at == len(pieces):
            moved.append(length)
        else:
            piece = pieces[at]
            inside = max(0, page - piece.source.start)
            moved.append(min(piece.text.start + inside, piece.text.end))
    return moved


def _merged(said: About, draft: Draft, raw: Raw, language: str) -> tuple[About, tuple[Warned, ...]]:
    """What the container and the file say, then what the text says; the date of an address last."""
    fields = _all_fields(draft, raw)
    values: dict[str, str | None] = {}
    found: dict[str, str] = {}
    for name, own in (("title", said.title), ("byline", said.byline), ("url", said.url)):
        first = next(iter(fields.get(name, ())), None)
        values[name] = first.value if first else _tidy(own or "") or None
        if values[name]:
            found[name] = first.place if first else said.found_in[name]
    values["outlet"] = _outlet(fields, values["url"], found, language)
    published, differing = _published(fields, said, values["url"], found, language)
    about = replace(said, **values, published=published, found_in=dict(sorted(found.items())))
    return about, differing


def _all_fields(draft: Draft, raw: Raw) -> dict[str, list[Field]]:
    place = raw.told.get("place", "container")
    names = ("title", "byline", "outlet", "url", "published")
    told = {name: [Field(raw.told[name], place)] if raw.told.get(name) else [] for name in names}
    fields = {name: [*told[name], *draft.fields.get(name, ())] for name in names}
    tidy = {name: [Field(_tidy(f.value), f.place) for f in found if _tidy(f.value)] for name, found in fields.items()}
    tidy["url"] = [f for f in tidy["url"] if _WEB.match(f.value)]
    return tidy


def _tidy(value: str) -> str:
    """The value on one line, without invisible and control characters."""
    shown = (char if char.isprintable() else "" if category(char) == "Cf" else " " for char in value[:2_000])
    return " ".join("".join(shown).split())


def _outlet(fields: Mapping[str, Sequence[Field]], url: str | None, found: dict[str, str], language: str) -> str | None:
    """The known name behind the address, else what the file says, else the address's domain."""
    behind = outlet_of(url, language) if url else None
    said = next(iter(fields.get("outlet", ())), None)
    if said and (behind is None or "." in behind):
        found["outlet"] = said.place
        return (outlet_of(said.value, language) if "." in said.value and " " not in said.value else None) or said.value
    if behind:
        found["outlet"] = "url"
    return behind


def _published(
    fields: Mapping[str, Sequence[Field]], said: About, url: str | None, found: dict[str, str], language: str
) -> tuple[date | None, tuple[Warned, ...]]:
    """The date by the file, the dateline, the address, in this order; a warning where they are days apart."""
    dates = [(find_date(given.value, language), given.place) for given in fields.get("published", ())]
    if said.published and said.found_in.get("published") == "dateline":
        dates.append((said.published, "dateline"))
    dates.append((url_date(url) if url else None, "url"))
    known = [(day, place) for day, place in dates if day]
    if not known:
        return None, ()
    day, place = known[0]
    found["published"] = place
    others = [f"{other.isoformat()} ({where})" for other, where in known[1:] if abs((other - day).days) > 1]
    if not others:
        return day, ()
    listed = ", ".join(dict.fromkeys(others))
    return day, (warn("W117", date=day.isoformat(), source=place, others=listed),)
