"""Markdown: its marks are taken out of the text, links are kept, front matter tells what it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contrechamp.read.checks import check_text
from contrechamp.read.decode import decode
from contrechamp.read.draft import Draft, Field
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.pieces import Tracker
from contrechamp.read.source import Raw

_FRONT = re.compile(r"\s*---\r?\n((?:[^\n]{0,2000}\n){1,60}?)---\r?\n")
_PAIR = re.compile(r"(\w[\w-]{0,40})\s*:\s*(.{0,1000})")
_MARKS = re.compile(
    r"^(?P<head>#{1,6}[ \t]+)"
    r"|^(?P<rule>(?:[-*_][ \t]?){3,}$)"
    r"|^(?P<quote>(?:>[ \t]?)+)"
    r"|^(?P<fence>(?:```|~~~)[^\n]{0,100}$)"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\))"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,500})\]\((?P<url>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)"
    r"(?:[ \t]+\"[^\"\n]{0,200}\")?\))"
    r"|(?P<bold>(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)|(?<=\S)__(?![\w_]))"
    r"|(?P<italic>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_]))"
    r"|(?P<auto><(?P<bare>https?://[^<>\s]{1,2000})>)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])",
    re.M,
)
_FIELDS = {"title": "title", "titre": "title", "author": "byline", "auteur": "byline", "date": "published",
           "url": "url", "link": "url", "source": "outlet", "outlet": "outlet", "publisher": "outlet"}  # fmt: skip


def read_markdown(raw: Raw, limits: Limits) -> Draft:
    """The text without its marks, every character with the way back to the file."""
    decoded = decode(raw.data, raw.told.get("charset"))
    source = decoded.text
    check_text(source, raw.name, limits)
    front = _FRONT.match(source)
    start = front.end() if front else 0
    track, links, pictures = Tracker(source), [], 0
    at = start
    for found in _MARKS.finditer(source, start):
        if found.start() < at:
            continue
        track.same(at, found.start())
        at = found.end()
        if found["link"]:
            track.same(*found.span("words"))
            links.append(found["url"])
        elif found["auto"]:
            track.same(*found.span("bare"))
        elif found["escaped"]:
            track.same(*found.span("escaped"))
        pictures += bool(found["image"])
    track.same(at, len(source))
    text, pieces = track.done()
    notes = (warn("W113", which=f"{pictures} pictures"),) if pictures else ()
    fields = {name: [Field(value, "front matter")] for name, value in _front_fields(front[1] if front else "")}
    web = tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))
    return Draft(text, source, pieces, fields=fields, links=web, warnings=(*decoded.warnings, *notes))


def _front_fields(front: str) -> Iterator[tuple[str, str]]:
    for line in front.splitlines():
        if (pair := _PAIR.match(line)) and pair[1].lower() in _FIELDS and pair[2].strip(" \"'"):
            yield _FIELDS[pair[1].lower()], pair[2].strip(" \"'")
