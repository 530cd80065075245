"""The visible blocks of a page, in order, with the way back to its source: a scanner, not a parser.

It goes once over the characters, needs no tree, no recursion and no matching tags, so it reads what parsers give up on.
What it yields is all the visible text; which of it is the story is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from contrechamp.model import Piece
from contrechamp.read.pieces import Tracker

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40})((?:\s++|/|[^\s\"'<>/=]++"
    r"(?:\s*+=\s*+(?:\"[^\"]{0,20000}+\"(?=[\s/>])|'[^']{0,20000}+'(?=[\s/>])|[^\s\"'<>]++))?+)*+)>"
)
"""A well-formed tag; its quoted values may hold `<` and `>`. Possessive, so that a broken one costs one look."""
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40})([^<>]{0,20000})>?")
_ATTRIBUTE = re.compile(
    r"([a-zA-Z][\w:.-]{0,60}+)(?:\s{0,20}+=\s{0,20}+(?:\"([^\"]{0,20000}+)\"|'([^']{0,20000}+)'|([^\s\"'<>]{1,20000}+)))?"
)
_SPECIAL = re.compile(r"[ \t\n\r\f]+|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.I)
_SPACES = " \t\n\r\f"


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BLOCK_TAGS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
SILENT_TAGS = _names(
    "script style template svg math iframe object noscript select textarea button head title xmp audio video canvas"
)
RAW_TAGS = frozenset(("script", "style", "textarea", "title", "xmp", "iframe"))
ZONES = {name: name for name in ("nav", "footer", "aside", "form", "header", "figure")} | {"menu": "nav"}
_ZONES_BY_WEIGHT = ("hidden", "nav", "footer", "aside", "form", "figure", "header")
_NO_ZONE = frozenset(("html", "body", "br", "img", "input", "hr", "meta", "link"))
ROLES = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "banner": "header", "search": "form"}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINE_TAGS = frozenset(("li", "td", "th", "dt", "dd", "tr", "option"))


@dataclass(slots=True)
class Block:
    """One run of visible text between block tags. `linked` counts its characters inside links, `zone` says where it is.

    `zone` is `nav`, `footer`, `aside`, `form`, `header`, `figure`, `hidden`, or empty for the open page.
    """

    tag: str
    zone: str
    text: str
    pieces: tuple[Piece, ...]
    linked: int = 0
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    """What the scanner saw: blocks, the raw metadata of the head, how deep and how damaged the markup is.

    `skipped` counts the words inside elements that browsers do not show.
    """

    blocks: list[Block] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    title: str = ""
    tags: int = 0
    depth: int = 0
    damage: list[str] = field(default_factory=list)
    skipped: int = 0


def scan(source: str) -> Page:
    """All visible blocks of a page and its metadata tags. O(n) in its length, whatever is in it."""
    scanner = _Scanner(source)
    scanner.run()
    return scanner.page


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written[:20_000]):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


class _Scanner:
    """Goes once over the source; holds the block that grows and the zones that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self.open_zones: list[tuple[str, str]] = []
        self.silent: list[str] = []
        self.tag = "body"
        self.href = ""
        self.href_level: int | None = 0
        self.level = 0
        self.none_left: set[str] = set()
        self.closes: dict[str, int] = {}
        self._fresh()

    def _fresh(self) -> None:
        self.track = Tracker(self.source)
        self.pending: tuple[int, int] | None = None
        self.linked = 0
        self.links: list[str] = []

    def run(self) -> None:
        at, end = 0, len(self.source)
        while at < end:
            lt = self.source.find("<", at)
            if lt < 0:
                lt = end
            self.text(at, lt)
            at = self.markup(lt) if lt < end else end
        self.close_block()

    def markup(self, at: int) -> int:
        """What begins with `<`; gives back where to go on."""
        source = self.source
        if source.startswith("<!--", at):
            return self.until("-->", at, at + 4, "comment")
        if source.startswith(("<!", "<?"), at):
            if source.startswith("<![CDATA[", at):
                close = self.find("]]>", at)
                if close >= 0:
                    self.text(at + 9, close)
                    return close + 3
            return self.until(">", at, at + 2, "declaration")
        found = _TAG.match(source, at) or _LOOSE_TAG.match(source, at)
        if found is None:
            self.text(at, at + 1)
            return at + 1
        return self.element(found)

    def find(self, mark: str, at: int) -> int:
        """The place of the next `mark`; once there is none, it is not searched for again."""
        if mark in self.none_left:
            return -1
        place = self.source.find(mark, at)
        if place < 0:
            self.none_left.add(mark)
        return place

    def until(self, mark: str, at: int, otherwise: int, what: str) -> int:
        close = self.find(mark, at)
        if close < 0:
            self.page.damage.append(f"unclosed {what}")
            return otherwise
        return close + len(mark)

    def element(self, found: re.Match[str]) -> int:
        closing, name, written = found[1] == "/", found[2].lower(), found[3]
        self.page.tags += 1
        if name in SILENT_TAGS:
            return self.silent_element(name, written, found.end(), closing=closing)
        if not self.silent:
            self.visible_element(name, written, found, closing=closing)
        elif name in ("meta", "link", "base") and not closing:
            self.page.metas.append({"": name, **attributes(written)})
        elif name == "body" or (name in BLOCK_TAGS and self.silent == ["head"]):
            self.silent.clear()
            self.visible_element(name, written, found, closing=closing)
        return found.end()

    def silent_element(self, name: str, written: str, at: int, *, closing: bool) -> int:
        if closing:
            if name in self.silent:
                del self.silent[self.silent.index(name) :]
            return at
        if written.endswith("/") and name in ("script", "svg", "iframe", "object"):
            return at
        close = self.find_close(name, at)
        if close < 0 and name != "head":
            self.page.damage.append(f"unclosed {name}")
            return self.resume(at) if name in RAW_TAGS else at
        if name not in RAW_TAGS:
            self.close_block()
            if len(self.silent) < 50:
                self.silent.append(name)
            return at
        inside = self.source[at:close]
        if name == "title" and not self.page.title:
            self.page.title = " ".join(unescape(inside[:2_000]).split())
        elif name == "script" and "ld+json" in written[:300]:
            self.page.scripts.append(inside)
        return close

    def find_close(self, name: str, at: int) -> int:
        """The place of the next closing tag of a name; kept, so that many openings look for it once."""
        known = self.closes.get(name, 0)
        if known < 0 or known >= at:
            return known
        found = re.compile(rf"</{name}", re.I).search(self.source, at)
        self.closes[name] = found.start() if found else -1
        return self.closes[name]

    def resume(self, at: int) -> int:
        """Where the page goes on after a script or style that is not closed: at the next block."""
        found = _RESUME.search(self.source, at)
        return found.start() if found else len(self.source)

    def visible_element(self, name: str, written: str, found: re.Match[str], *, closing: bool) -> None:
        if name in ("meta", "link"):
            self.page.metas.append({"": name, **attributes(written)})
        elif name == "br":
            self.line_break(found.start(), found.end())
        elif name == "a":
            self.href = "" if closing else attributes(written).get("href", "")
            self.href_level = self.level if self.track.at == 0 else None
        elif name == "time" and not closing:
            self.page.times.append(attributes(written).get("datetime", ""))
        if name in BLOCK_TAGS:
            self.close_block()
            self.tag = "body" if closing else name
            self.level = max(0, self.level + (-1 if closing else 1))
            if self.href_level is None or self.level < self.href_level:
                self.href = ""  # a link that began inside a paragraph or item ends with it, closed or not
            self.page.depth = max(self.page.depth, self.level)
        self.zones(name, written, closing=closing)

    def zones(self, name: str, written: str, *, closing: bool) -> None:
        if closing:
            for at in range(len(self.open_zones) - 1, max(-1, len(self.open_zones) - 60), -1):
                if self.open_zones[at][0] == name:
                    del self.open_zones[at:]
                    return
        elif zone := self.zone_of(name, written):
            self.close_block()
            if len(self.open_zones) < 1_000:
                self.open_zones.append((name, zone))
        elif self.open_zones and self.open_zones[-1][0] == name and len(self.open_zones) < 1_000:
            self.open_zones.append((name, self.open_zones[-1][1]))

    def zone_of(self, name: str, written: str) -> str:
        if name in _NO_ZONE:
            return ""
        if "hidden" in written or "role" in written or "style" in written:
            found = attributes(written)
            style = found.get("style", "")[:2_000]
            if "hidden" in found or _HIDDEN_STYLE.search(style):
                return "hidden"
            if role := ROLES.get(found.get("role", "").lower()):
                return role
        return ZONES.get(name, "")

    def zone(self) -> str:
        names = {zone for _, zone in self.open_zones[-30:]}
        return next((zone for zone in _ZONES_BY_WEIGHT if zone in names), "")

    def text(self, start: int, end: int) -> None:
        if self.silent:
            if self.silent[0] != "head":
                self.page.skipped += len(self.source[start:end].split())
            return
        at = start
        for found in _SPECIAL.finditer(self.source, start, end):
            self.run_of(at, found.start())
            if found[0][0] in _SPACES:
                self.pending = self.pending or (found.start(), found.end())
            else:
                self.entity(found)
            at = found.end()
        self.run_of(at, end)

    def entity(self, found: re.Match[str]) -> None:
        char = unescape(found[0])
        self.space()
        if char == found[0]:
            self.track.same(found.start(), found.end())
        else:
            self.track.put(_whole(char), found.start(), found.end())
        self.count(len(char))

    def run_of(self, start: int, end: int) -> None:
        if start < end:
            self.space()
            self.track.same(start, end)
            self.count(end - start)

    def count(self, length: int) -> None:
        if self.href:
            self.linked += length
            if not self.links or self.links[-1] != self.href:
                self.links.append(self.href)

    def space(self) -> None:
        """Puts the white space that was seen since the last word, as one space."""
        if self.pending and self.track.at and not self.track.out[-1].endswith("\n"):
            self.track.put(" ", *self.pending)
        self.pending = None

    def line_break(self, start: int, end: int) -> None:
        self.pending = None
        if self.track.at:
            if self.track.out[-1].endswith("\n"):
                self.close_block()
            else:
                self.track.put("\n", start, end)

    def close_block(self) -> None:
        text, pieces = self.track.done()
        if text.strip():
            kept = text.rstrip("\n")
            block = Block(self.tag, self.zone(), kept, _shorten(pieces, len(kept)), self.linked, tuple(self.links))
            self.page.blocks.append(block)
        if text or self.linked:
            self._fresh()
        self.pending = None


_RESUME = re.compile(r"<(?:body|p|div|h1|h2|article|main|section|/head)\b", re.I)


def _shorten(pieces: tuple[Piece, ...], length: int) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text.start < length)


def _whole(char: str) -> str:
    """A character that text can hold: a lone surrogate or NUL written as an entity is none."""
    return "".join("\ufffd" if "\ud800" <= part <= "\udfff" or part == "\0" else part for part in char) or "\ufffd"


def joint(left: Block, right: Block) -> str:
    """What stands between two blocks: one line break inside lists and tables, else an empty line."""
    return "\n" if left.tag in _LINE_TAGS and right.tag in _LINE_TAGS else "\n\n"
