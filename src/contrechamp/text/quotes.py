"""Quoted stretches of a text, by their marks alone.

Whether a stretch is speech, a title or a word held at a distance is not decided here: that takes the sentence
around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contrechamp.model import Span

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", "‘": "’", '"': '"', "'": "'", "+": "+"}
_CLOSERS = frozenset("»”›’\"'+“")
_MARKS = re.compile("[«»“”„‹›‘’\"'+\n]|(?m:^[ \t\u00a0\u202f]*(?:[—–]|--))")
_DASHES = "—–-"
_REACH = (
    6000  # how far the end of a quotation over several paragraphs is looked for; the longest in 36,000 articles: 4,100
)
_DEPTH = 4  # quotations in quotations; deeper opening marks are noise
_SHORT = 300  # how far a quotation in single marks or plus signs may reach: they are nested in others, and short


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch: `span` with its marks, `inner` without them and without the white space beside them.

    `mark` is the opening mark (`—` for a line of dialogue), `depth` 0 for an outermost one. `closed` is False where the
    text gives no closing mark and the end of the paragraph stands in for it.
    """

    span: Span
    inner: Span
    mark: str
    depth: int
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quoted stretches of `text`, sorted by start, nested ones after those that hold them. O(n).

    `« », “ ”, „ “, ‹ ›, " ", ‘ ’`, straight single quotes and agencies' plus signs inside others, and lines of dialogue
    that begin with a dash. A quotation goes on over paragraphs where the next one begins with a mark again, or
    where the
    closing mark is not far. A closing mark without an opening one is left alone.
    """
    found: list[Quote] = []
    stack: list[tuple[int, str]] = []
    for sign in _MARKS.finditer(text):
        at, mark = sign.end() - 1, text[sign.end() - 1]
        if mark == "\n":
            _end_paragraph(text, at, stack, found)
        elif mark in "—–-":
            _dialogue(text, at, stack, found)
        elif stack and _closes(text, at, mark, stack):
            _close(text, at, mark, stack, found)
        elif len(stack) < _DEPTH and _opens(text, at, mark, stack):
            stack.append((at, mark))
    _end_paragraph(text, len(text), stack, found)
    return _with_depth(found)


def _closes(text: str, at: int, mark: str, stack: list[tuple[int, str]]) -> bool:
    wanted = [_PAIRS.get(opened) for _, opened in stack]
    if mark not in _CLOSERS or mark not in wanted:
        return False
    before, after = _around(text, at)
    if mark in "’'":
        return wanted[-1] == mark and not after.isalnum()
    if mark == "+":
        return wanted[-1] == mark and not before.isspace()
    if mark == '"':  # a nested straight quotation opens like a word: space before, letter after
        return not ((before.isspace() or before in "('’«“") and after.isalnum())
    return True


def _opens(text: str, at: int, mark: str, stack: list[tuple[int, str]]) -> bool:
    before, after = _around(text, at)
    if mark in "«“„‹":
        return not (stack and mark in "«“" and _continues(text, at, mark, stack))
    if mark == '"':
        if before.isalpha() and after.isupper() and not stack:  # a heading has lost its line break: TitreLes deux"Oui"
            return _ahead(text, at, mark)
        return not before.isalnum() and after != ""
    starts = (before.isspace() or before in "('’\"«“" or not before) and (after.isalnum() or after in "…[(")
    if mark == "‘":
        return starts and _ahead(text, at, "’")
    if mark in "'+":
        return starts and bool(stack) and _ahead(text, at, mark)
    return False


def _continues(text: str, at: int, mark: str, stack: list[tuple[int, str]]) -> bool:
    """A mark at the start of a paragraph, inside a quotation of the same kind: it only says that it goes on."""
    line = text.rfind("\n", max(0, at - 8), at)
    return stack[-1][1] == mark and (line >= 0 and not text[line:at].strip())


def _ahead(text: str, at: int, mark: str) -> bool:
    """A closing mark follows before the paragraph's end: not one inside a word, as an apostrophe is."""
    end = text.find("\n", at, at + _SHORT)
    end = at + _SHORT if end < 0 else end
    place = text.find(mark, at + 1, end)
    while place >= 0:
        before, after = _around(text, place)
        if not after.isalnum() and not before.isspace():
            return True
        place = text.find(mark, place + 1, end)
    return False


def _close(text: str, at: int, mark: str, stack: list[tuple[int, str]], found: list[Quote]) -> None:
    while stack:
        start, opened = stack.pop()
        closed = _PAIRS.get(opened) == mark
        if closed:
            _add(text, start, at + 1, opened, found, closed=True)
            return
        # an inner quotation that was never closed is given up: its opening mark was none


def _end_paragraph(text: str, at: int, stack: list[tuple[int, str]], found: list[Quote]) -> None:
    if not stack:
        return
    if _goes_on(text, at, stack):
        _next_speaker(text, at, stack, found)
        return
    start, opened = stack[0]
    stack.clear()
    if opened in "'+‘":
        return
    _add(text, start, at, opened, found, closed=opened in _DASHES)


def _next_speaker(text: str, at: int, stack: list[tuple[int, str]], found: list[Quote]) -> None:
    """Where a line opens with a dash inside « » another speaker has the word; the last of them closes the mark."""
    start, opened = stack[0]
    line = text[at + 1 : at + 8].lstrip(" \t\u00a0\u202f")
    if opened not in "«“" or not line.startswith(("—", "–", "--")):
        return
    _add(text, start, at, "—", found, closed=True)
    place = text.index(line[0], at + 1)
    stack[:] = [(place + (1 if line[0] == "-" else 0), opened)]


def _goes_on(text: str, at: int, stack: list[tuple[int, str]]) -> bool:
    """Whether the outermost open quotation goes on in the next paragraph."""
    start, opened = stack[0]
    if opened in _DASHES or at >= len(text) or at - start > _REACH:
        return False
    following = text[at : at + 40].lstrip()[:1]
    if following == opened or (following and following == _PAIRS[opened]):
        return _PAIRS[opened] in text[at + 1 : at + _REACH]
    if opened == '"':
        return _closes_later(text, at)
    close = text.find(_PAIRS[opened], at, at + _REACH)
    reopened = text.find(opened, at, at + _REACH)
    return close >= 0 and (reopened < 0 or close < reopened)


def _closes_later(text: str, at: int) -> bool:
    """Whether the next straight mark behind the end of a paragraph closes: text before it, none right behind it."""
    place = text.find('"', at, at + _REACH)
    if place < 0:
        return False
    before, after = _around(text, place)
    return not before.isspace() and before not in "(«“" and not after.isalnum()


def _dialogue(text: str, at: int, stack: list[tuple[int, str]], found: list[Quote]) -> None:
    """A dash that opens a line: dialogue, unless a list goes on in small letters or a quotation is open."""
    after = text[at + 1 : at + 6].strip()[:1]
    if not stack and (after.isupper() or after in "…¿¡(«“"):
        stack.append((at, text[at]))


def _around(text: str, at: int) -> tuple[str, str]:
    return text[at - 1 : at] if at else "", text[at + 1 : at + 2]


def _add(text: str, start: int, end: int, mark: str, found: list[Quote], *, closed: bool) -> None:
    first, last = start + 1, end - 1 if closed and mark not in _DASHES else end
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if first < last:
        found.append(Quote(Span(start, end), Span(first, last), "—" if mark in _DASHES else mark, 0, closed))


def _with_depth(found: list[Quote]) -> tuple[Quote, ...]:
    ordered = sorted(found, key=lambda quote: (quote.span.start, -quote.span.end))
    out: list[Quote] = []
    open_ends: list[int] = []
    for quote in ordered:
        while open_ends and open_ends[-1] <= quote.span.start:
            open_ends.pop()
        out.append(Quote(quote.span, quote.inner, quote.mark, len(open_ends), quote.closed))
        open_ends.append(quote.span.end)
    return tuple(out)
