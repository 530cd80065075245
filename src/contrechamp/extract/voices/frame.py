"""The frame of a text: its sentences with each quotation taken as one piece, however many sentences that holds."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.extract.tree import Tree, word_at
from contrechamp.model import Mode, Span
from contrechamp.text.quotes import Quote

STRONG = frozenset((".", "!", "?", "…", "...", "!!", "??", "?!", "!?"))
_LONGEST = 800  # words of one sentence of the frame; what goes on longer is no sentence
_MOSTLY = 0.75  # share of a frame's words that must stand in quotation marks for the speech to be all direct


@dataclass(frozen=True, slots=True)
class Carrier:
    """A sentence of the frame: words `first` to `last` (half-open), its outermost quotations, its paragraph's
    number.
    """

    first: int
    last: int
    quotes: tuple[int, ...]
    paragraph: int


@dataclass(slots=True)
class Frame:
    """A text with its outermost quotations as ranges of words, its carriers, and the quotations within quotations."""

    tree: Tree
    quotes: tuple[Quote, ...]
    ranges: list[tuple[int, int]]
    carriers: list[Carrier]
    inside: list[int]
    starts: list[int]
    nested: tuple[Quote, ...] = ()


def read_frame(tree: Tree, quotes: tuple[Quote, ...]) -> Frame:
    """The carriers of a text. `inside[i]` is the number of the outermost quotation that holds word `i`, or -1."""
    outer = tuple(quote for quote in quotes if quote.depth == 0)
    ranges, inside = [], [-1] * len(tree.words)
    for number, quote in enumerate(outer):
        first, last = word_at(tree, quote.span.start), word_at(tree, quote.span.end - 1) + 1
        ranges.append((first, min(last, len(tree.words))))
        inside[first:last] = [number] * (min(last, len(tree.words)) - first)
    frame = Frame(tree, outer, ranges, [], inside, [quote.span.start for quote in outer])
    frame.nested = tuple(quote for quote in quotes if quote.depth > 0)
    frame.carriers = _carriers(frame)
    return frame


def _carriers(frame: Frame) -> list[Carrier]:
    out: list[Carrier] = []
    held: list[int] = []
    words, first, paragraph, i = frame.tree.words, 0, 0, 0
    while i < len(words):
        number = frame.inside[i]
        if number >= 0 and first < i and _glued(frame, number):
            out.append(Carrier(first, i, tuple(held), paragraph))
            first, held = i, []
        if number >= 0:
            held.append(number)
            i = max(i + 1, frame.ranges[number][1])
            ends = _ends_with_quote(frame, number, i)
        else:
            ends = words[i].form in STRONG or "\n" in words[i].form
            i += 1
        broken = i < len(words) and "\n" in frame.tree.text[words[i - 1].start : words[i].start + 1]
        if ends or broken or i == len(words) or i - first > _LONGEST:
            if i > first:
                out.append(Carrier(first, i, tuple(held), paragraph))
            first, held = i, []
            paragraph += broken or "\n" in words[i - 1].form
    return out


def _glued(frame: Frame, number: int) -> bool:
    """A quotation right behind a letter or a full stop: a line break has been lost before it."""
    start = frame.quotes[number].span.start
    before = frame.tree.text[start - 1] if start else " "
    return before.isalpha() or before in ".!?…"


def _ends_with_quote(frame: Frame, number: int, following: int) -> bool:
    """A quotation that ends with a full stop, before a capital, a further quotation or the end, ends its carrier."""
    quote = frame.quotes[number]
    if not quote.closed or quote.mark == "—":
        return True
    if following >= len(frame.tree.words):
        return True
    word = frame.tree.words[following]
    if word.form in ("-", "–", "—") and following + 1 < len(frame.tree.words):  # what parts two items of a list
        word = frame.tree.words[following + 1]
        return frame.tree.text[quote.inner.end - 1] in ".!?…" and (frame.inside[word.i] >= 0 or word.form[:1].isupper())
    if frame.tree.text[quote.inner.end - 1] not in ".!?…":  # a heading in quotation marks, then a new sentence
        return word.form[:1].isupper() and word.pos in ("DET", "PRON", "ADP", "SCONJ") and len(word.form) > 1
    return word.form[:1].isupper() or frame.inside[following] >= 0 or "\n" in word.form


def quoted_between(frame: Frame, carrier: Carrier, first: int, last: int) -> tuple[tuple[Span, ...], Mode]:
    """The quotations between two words; the whole stretch where much of it stands outside quotation marks."""
    tree = frame.tree
    plain = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE", "CCONJ")]
    stop = max(plain_stops(frame, first, last), default=-1)
    plain = [i for i in plain if i > stop]
    quoted = [i for i in plain if frame.inside[i] >= 0]
    if not quoted:
        return (), Mode.DIRECT
    if len(quoted) >= _MOSTLY * len(plain):
        held = sorted({frame.inside[i] for i in quoted})
        return tuple(frame.quotes[q].inner for q in held), Mode.DIRECT
    plain = _past_topic(frame, plain, last)
    held_first = frame.inside[plain[0]]
    start = max(tree.words[plain[0]].start, frame.quotes[held_first].span.start if held_first >= 0 else 0)
    return (Span(start, _end(frame, plain[-1])),), Mode.MIXED


def _past_topic(frame: Frame, plain: list[int], last: int) -> list[int]:
    """The words without the topic that a headline sets before a colon: *Budget : la ville « refuse » de payer*."""
    words = frame.tree.words
    colon = next((i for i in range(plain[0] + 1, min(last, plain[0] + 6)) if words[i].form == ":"), None)
    opens = plain[0] == 0 or "\n" in words[plain[0] - 1].form
    if colon is None or not opens or any("VerbForm=Fin" in words[i].morph for i in range(plain[0], colon)):
        return plain
    return [i for i in plain if i > colon] or plain


def plain_stops(frame: Frame, first: int, last: int) -> list[int]:
    """The semicolons outside quotation marks between two words, and the colons right before a quotation."""
    words, inside = frame.tree.words, frame.inside
    return [
        i
        for i in range(first, last)
        if inside[i] < 0 and (words[i].form == ";" or (words[i].form == ":" and i + 1 < last and inside[i + 1] >= 0))
    ]


def _end(frame: Frame, i: int) -> int:
    """The end of word `i`, its closing quotation mark included where the quotation ends with it."""
    q = frame.inside[i]
    if q >= 0 and frame.quotes[q].inner.end <= frame.tree.words[i].end + 1:
        return frame.quotes[q].span.end
    return frame.tree.words[i].end


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without white space and punctuation marks at its ends; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—"):
        end -= 1
    return Span(start, end) if start < end else None
