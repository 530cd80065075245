"""Pages: bytes to the text of the story, with its links, its metadata and the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from contrechamp.errors import EmptyAccount, said
from contrechamp.model import Piece, Span, Warned
from contrechamp.read.checks import check_text
from contrechamp.read.decode import decode
from contrechamp.read.draft import Draft
from contrechamp.read.headers import page_fields
from contrechamp.read.limits import Limits
from contrechamp.read.markup import Block, Page, joint, scan
from contrechamp.read.notes import warn
from contrechamp.read.source import Raw
from contrechamp.read.story import choose, fragment

_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:-]{2,40})", re.I)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w:-]{2,40})", re.I)
_ROOT = re.compile(r"<(?:html|body)[\s>]", re.I)
_NEAR, _SHORT = 6, 160
UNSEEN = 40
"""Words in elements that are never shown, from which the reader is told: a request to allow scripts is shorter."""


def read_html(raw: Raw, limits: Limits) -> Draft:
    """The story of a page, its metadata, and warnings for all that was uncertain. Raises EmptyAccount."""
    decoded = decode(raw.data, raw.told.get("charset") or declared_charset(raw.data))
    check_text(decoded.text, raw.name, limits_of_page(limits))
    page = scan(decoded.text)
    story = fragment(page) if _is_fragment(raw, decoded.text) else choose(page, decoded.text)
    if not story.blocks:
        raise EmptyAccount(
            said("there is no text on this page", "il n’y a pas de texte dans cette page"),
            where=raw.name,
            remedy=said("save the page after it has loaded", "enregistrer la page une fois chargée"),
        )
    text, pieces = _joined(story.blocks)
    fields = page_fields(page)
    base = raw.told.get("url") or next((field.value for field in fields.get("url", ())), "")
    return Draft(
        text=text,
        source=decoded.text,
        pieces=pieces,
        fields=fields,
        links=_links(story.blocks, base),
        warnings=(*decoded.warnings, *_damage(page, decoded.text), *_unread(page), *story.warnings),
        broken=False,
        nearby=_nearby(page.blocks, story.blocks[0]),
    )


def _is_fragment(raw: Raw, source: str) -> bool:
    """Whether this is the text of a feed's entry or of a record: a story already, without the page around it."""
    return raw.told.get("place") in ("feed", "record") and not _ROOT.search(source[:2_000])


def _nearby(blocks: Sequence[Block], first: Block) -> tuple[str, ...]:
    """The short lines just above and below where the story begins: extractors leave the author and date there out."""
    start = next((at for at, block in enumerate(blocks) if block.pieces == first.pieces), 0)
    around = blocks[max(0, start - _NEAR) : start + _NEAR]
    lines = [
        line
        for block in around
        if block.zone not in ("nav", "footer", "aside", "hidden")
        for line in block.text.split("\n")
    ]
    return tuple(line for line in lines if len(line) <= _SHORT)


def limits_of_page(limits: Limits) -> Limits:
    """Markup may be far longer than its text: a page may have as many characters as a file may unpack to."""
    return Limits(characters=limits.unpacked)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares in its first kilobytes."""
    found = _META_CHARSET.search(data, 0, 4_096) or _XML_CHARSET.search(data, 0, 1_024)
    return found[1].decode("ascii", "replace") if found else None


def _unread(page: Page) -> tuple[Warned, ...]:
    """A warning for text that browsers do not show either: inside `noscript`, `template`, `select` and the like."""
    return (
        (warn("W113", which=f"text that browsers do not show ({page.skipped} words)"),)
        if page.skipped >= UNSEEN
        else ()
    )


def _damage(page: Page, source: str) -> tuple[Warned, ...]:
    damage = set(page.damage)
    tail = source[-20_000:].lower()
    if re.search("<(?:html|body)[ >]", source[:20_000], re.I) and "</html" not in tail and "</body" not in tail:
        damage.add("the page breaks off")
    return (warn("W118", what=", ".join(sorted(damage)[:4])),) if damage else ()


def _joined(blocks: Sequence[Block]) -> tuple[str, tuple[Piece, ...]]:
    """The blocks as one text; what stands between two comes from what stands between them in the source."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for left, block in zip((None, *blocks), blocks, strict=False):
        if left is not None:
            mark = joint(left, block)
            start, end = pieces[-1].source.end, block.pieces[0].source.start
            if start < end:
                pieces.append(Piece(Span(at, at + len(mark)), Span(start, end)))
            parts.append(mark)
            at += len(mark)
        parts.append(block.text)
        pieces += [Piece(Span(p.text.start + at, p.text.end + at), p.source) for p in block.pieces]
        at += len(block.text)
    return "".join(parts), tuple(pieces)


def _links(blocks: Sequence[Block], base: str) -> tuple[str, ...]:
    """The web addresses linked in the story, made whole; other schemes are no sources and are left out."""
    found = []
    for link in dict.fromkeys(link.strip() for block in blocks for link in block.links):
        try:
            whole = urljoin(base, link) if base else link
            if urlsplit(whole).scheme in ("http", "https") and len(whole) <= 2_000:
                found.append(whole)
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))
