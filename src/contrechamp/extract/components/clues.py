"""What speaks for or against a sentence's beginning at a place: clues, each with a weight that was learnt.

A clue puts a few properties of a place together: what stands before and after it, the parts of speech around it,
whether the stretch on either side has a verb, whether it is in brackets. They reach further than the network's four
words, and are simple enough to be learnt from two thousand sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

ROWS = 1 << 18
"""How many weights there are; a clue's row is its hash."""
FAR = 40
"""Words beyond which the surroundings of a place are not looked at."""
NEAR = 4
"""Words on either side whose capitals are counted."""
FINAL = frozenset({".", "?", "!", "…", "..."})
OPENING, CLOSING = frozenset("(["), frozenset(")]")
DASHES = frozenset("-–—•*")
STEPS = (1, 2, 3, 5, 10, 20)
EDGE = ("#", "#", "#")

# A line is a clue: the properties that it puts together, named as in `_properties`.
TEMPLATES = tuple(
    tuple(line.split())
    for line in """
        always
        before
        after
        before after
        before word
        last after
        last
        word
        last word
        last-1 last
        last-1 last after
        word word+1
        last-1 before
        word+1 after
        gap
        before after gap
        after pos
        before pos-1
        pos-1 pos
        before after pos-1 pos
        pos-2 pos-1 pos
        pos-1 pos pos+1
        after pos pos+1 pos+2
        pos-2 pos-1 pos pos+1 after
        pos-1 after pos shape+1
        shape-2 before after
        before after shape+1
        before after shape+1 shape+2
        shape-3 shape-2 shape-1 shape shape+1 shape+2
        before after verbs-left
        before after verbs-right
        before after verbs-left verbs-right
        before after pos verbs-left verbs-right
        before after length-left
        before after length-right
        before after length-left length-right
        before after verbs-left length-left
        before after verbs-right length-right
        before after capitals-left capitals-right
        before after capitals-left capitals-right verbs-right
        first before after
        first before after verbs-left verbs-right
        first-word before after
        mark-left before after
        before after mark-right
        mark-left before after mark-right
        before after to-mark-right
        to-mark-left before after
        to-mark-left to-mark-right before after
        to-mark-right mark-right before after
        to-mark-left mark-left before after
        semicolons before
        inside
        inside before
        depth before after
        quoted before after
        small before after
        small before after pos
    """.strip().splitlines()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text without its white space: `gaps[i]` is the white space after word i, `finite[i]` says whether
    it is a finite verb."""

    forms: Sequence[str]
    gaps: Sequence[str]
    pos: Sequence[str]
    finite: Sequence[bool]


def possible(words: Words) -> list[int]:
    """The places where a sentence may begin: not at the first word, nor at a small letter after a word of its line."""
    forms, gaps = words.forms, words.gaps
    return [
        place
        for place in range(1, len(forms))
        if not (forms[place][0].islower() and forms[place - 1][0].isalnum() and "\n" not in gaps[place - 1])
    ]


def bracketed(words: Words) -> frozenset[int]:
    """The places between a bracket and its partner at most `FAR` words away: of 3,421 such places in the treebanks that
    we train on, no sentence begins at one."""
    _, inside, _ = _brackets(words.forms)
    return frozenset(place for place, flag in enumerate(inside) if flag)


def pasted(words: Words) -> frozenset[int]:
    """The places behind an ellipsis that a capital follows without a blank: pasting lost the break between them."""
    return frozenset(
        place
        for place in range(2, len(words.forms))
        if words.forms[place - 1] in ELLIPSES
        and not words.gaps[place - 1]
        and not words.gaps[place - 2]
        and words.forms[place].istitle()
    )


ELLIPSES = frozenset({"…", "..."})


def rows(words: Words, places: Iterable[int]) -> Iterator[list[int]]:
    """The rows of the clues of each place, as many as there are templates. O(n) in the words, O(1) a place."""
    for properties in _properties(words, places):
        yield [
            crc32("\t".join([str(number), *[properties[name] for name in names]]).encode("utf-8", "surrogatepass"))
            % ROWS
            for number, names in enumerate(TEMPLATES)
        ]


def _properties(words: Words, places: Iterable[int]) -> Iterator[dict[str, str]]:
    """The properties of each place: `before` and `after` are the marks or the shapes of the words on either side."""
    forms, size = words.forms, len(words.forms)
    shapes = [shape(form) for form in forms]
    marks = [form if not form[0].isalnum() else "" for form in forms]
    coarse = [mark or its for mark, its in zip(marks, shapes, strict=True)]
    low = [form.lower() for form in forms]
    small = {form for form in forms if form[0].islower()}
    verbs, letters = _sums(words.finite), _sums(form[0].isalpha() for form in forms)
    capitals, semicolons = _sums(its in {"X", "XX"} for its in shapes), _sums(form == ";" for form in forms)
    left, right = _stretches(words)
    mark_left, mark_right = _marks(marks)
    depth, inside, quoted = _brackets(forms)
    around_shape, around_pos, around_low = ([*EDGE, *row, *EDGE] for row in (shapes, words.pos, low))

    def share(start: int, end: int) -> str:
        big, all_ = capitals[end] - capitals[start], letters[end] - letters[start]
        return "all" if all_ and big == all_ else "most" if 2 * big > all_ else "few"

    for place in places:
        start, end = max(left[place], place - FAR), min(right[place], place + FAR)
        before, after, at = mark_left[place], mark_right[place], place + len(EDGE)
        yield {
            "always": "",
            "before": coarse[place - 1],
            "after": coarse[place],
            "gap": _gap(words.gaps[place - 1]),
            "word": low[place],
            "word+1": around_low[at + 1],
            "last": low[place - 1],
            "last-1": around_low[at - 2],
            **{f"pos{step}": around_pos[at + number] for step, number in AROUND},
            **{f"shape{step}": around_shape[at + number] for step, number in AROUND},
            "verbs-left": str(min(2, verbs[place] - verbs[start])),
            "verbs-right": str(min(2, verbs[end] - verbs[place])),
            "length-left": _step(place - start),
            "length-right": _step(end - place),
            "capitals-left": share(start, place),
            "capitals-right": share(place, min(size, place + NEAR + 1)),
            "first": shapes[start],
            "first-word": low[start],
            "mark-left": forms[before] if before >= start else "#",
            "mark-right": forms[after] if after < end else "#",
            "to-mark-left": _step(place - max(before, start)),
            "to-mark-right": _step(min(after, end) - place),
            "semicolons": _step(semicolons[end] - semicolons[start]),
            "inside": str(inside[place]),
            "depth": str(min(2, depth[place])),
            "quoted": str(quoted[place]),
            "small": str(low[place] in small),
        }


AROUND = (("-3", -3), ("-2", -2), ("-1", -1), ("", 0), ("+1", 1), ("+2", 2))


@lru_cache(maxsize=50_000)
def shape(form: str) -> str:
    """What a word looks like: `d` a number, `d.` with figures, `X` or `XX` in capitals, `Xx` begun with one, `x` in
    small letters, `-` a dash, else the mark itself."""
    if form.isdigit():
        return "d"
    if not any(map(str.isalpha, form)):
        return "d." if any(map(str.isdigit, form)) else "-" if form in DASHES else form[:3]
    if form.isupper():
        return "X" if len(form) == 1 else "XX"
    return "Xx" if form[0].isupper() else "x" if form[0].islower() else "o"


def _step(number: int) -> str:
    return str(bisect_right(STEPS, number))


def _gap(blank: str) -> str:
    return "" if not blank else "paragraph" if blank.count("\n") > 1 else "line" if "\n" in blank else "blank"


def _sums(flags: Iterable[bool]) -> list[int]:
    """How many flags are set before each word."""
    return list(accumulate(map(int, flags), initial=0))


def _stretches(words: Words) -> tuple[list[int], list[int]]:
    """Where the stretch of each word, between final points and line breaks, begins and ends."""
    size = len(words.forms)
    cut = [form in FINAL or "\n" in gap for form, gap in zip(words.forms, words.gaps, strict=True)]
    left, right, at = [0] * size, [size] * size, 0
    for place in range(size):
        left[place] = at
        at = place + 1 if cut[place] else at
    at = size
    for place in reversed(range(size)):
        at = place + 1 if cut[place] else at
        right[place] = at
    return left, right


def _marks(marks: Sequence[str]) -> tuple[list[int], list[int]]:
    """The last punctuation mark before the word that precedes a place, and the first after the word that follows it."""
    size = len(marks)
    before, after, last, following = [-1] * size, [size] * size, -1, size
    for place in range(1, size):
        before[place] = last
        last = place - 1 if marks[place - 1] else last
    for place in reversed(range(size)):
        after[place] = following
        following = place if marks[place] else following
    return before, after


def _brackets(forms: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """How many brackets are open before each word; whether it stands in a short pair of them; whether in quotes."""
    depth, inside, quoted = [], [0] * len(forms), []
    opened: list[int] = []
    quote = 0
    for place, form in enumerate(forms):
        if form in CLOSING and opened:
            start = opened.pop()
            if place - start < FAR:
                inside[start + 1 : place + 1] = [1] * (place - start)
        depth.append(len(opened))
        quoted.append(quote)
        if form in OPENING:
            opened.append(place)
        quote = 1 if form in {"«", "“"} else 0 if form in {"»", "”"} else 1 - quote if form == '"' else quote
    return depth, inside, quoted
