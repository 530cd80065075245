"""Where the words of a correction stand: by their quote with what stands around it, then by their place.

The quote is a TextQuoteSelector of the W3C's Web Annotation model, the place its TextPositionSelector. Words are found
again only where they are the same but for case, accents, apostrophes and spaces: a figure that was changed is not the
figure that somebody judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contrechamp.model import Account, Actor, Claim, Extraction, Quantity, Span, Technique, Time, Voice
from contrechamp.text.fold import Folded, fold, fold_words

AROUND = 32
"""Characters kept before and after the words, as the W3C model advises."""

LEAST_OVERLAP = 0.5
"""Part of the longer of two spans that they share, from which a mark on nearly the same words is the same mark."""

Mark = Claim | Quantity | Time | Actor | Technique

LAYERS = {"claim": "claims", "quantity": "quantities", "time": "times", "actor": "actors", "technique": "techniques"}
"""Layer → field of an Extraction."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Some words of an account. `role` says what they are to the event: `mark`, `to` (a new span), `claim`, `account`.

    `mark` tells marks of one layer on the same words apart: the voice of a claim, the key of an actor.
    """

    role: str
    layer: str
    account: str
    start: int | None = None
    stop: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    mark: str = ""


def anchor_words(role: str, layer: str, account: Account, span: Span, mark: str = "") -> Anchor:
    """The anchor of a span of an account."""
    text = account.text
    return Anchor(
        role,
        layer,
        account.id,
        span.start,
        span.end,
        text[span.start : span.end],
        text[max(span.start - AROUND, 0) : span.start],
        text[span.end : span.end + AROUND],
        mark,
    )


def anchor_mark(role: str, layer: str, account: Account, mark: Mark) -> Anchor:
    """The anchor of a mark."""
    return anchor_words(role, layer, account, mark.span, tell_apart(mark))


def tell_apart(mark: Mark) -> str:
    """What sets a mark apart from others of its layer on the same words; the same whatever the rules' ids are."""
    if isinstance(mark, Claim):
        return _voice(mark.voice)
    if isinstance(mark, Actor):
        return mark.key
    return mark.name if isinstance(mark, Technique) else ""


def _voice(voice: Voice | None) -> str:
    return "" if voice is None else f"{voice.kind}:{fold_words(voice.name or '')}<{_voice(voice.within)}"


def layers(extraction: Extraction) -> Iterable[tuple[str, Mark]]:
    """All marks of an extraction, each with its layer."""
    return [(layer, mark) for layer, field in LAYERS.items() for mark in getattr(extraction, field)]


def find_mark(anchor: Anchor, extraction: Extraction, texts: Texts) -> Mark | None:
    """The mark that an anchor is about: on its words or nearly the same; of several, the one told apart as it was."""
    span = texts.find(anchor, extraction.account)
    if span is None:
        return None
    exact = texts.marks_on(span, extraction, anchor.layer)
    near = exact or [m for m in getattr(extraction, LAYERS[anchor.layer]) if overlap(m.span, span) >= LEAST_OVERLAP]
    return max(
        near,
        key=lambda mark: (overlap(mark.span, span), tell_apart(mark) == anchor.mark, mark.id),
        default=None,
    )


def overlap(one: Span, other: Span) -> float:
    """Part of the longer of two spans that both share, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(one.end - one.start, other.end - other.start)


class Texts:
    """Finds words again; holds what it had to make for that, so that each text is folded and indexed once."""

    def __init__(self) -> None:
        self._folded: dict[str, Folded] = {}
        self._marks: dict[tuple[str, str], dict[Span, list[Mark]]] = {}

    def marks_on(self, span: Span, extraction: Extraction, layer: str) -> list[Mark]:
        """The marks of a layer on exactly these words."""
        key = extraction.account.id, layer
        if key not in self._marks:
            held = self._marks[key] = {}
            for mark in getattr(extraction, LAYERS[layer]):
                held.setdefault(mark.span, []).append(mark)
        return self._marks[key].get(span, [])

    def find(self, anchor: Anchor, account: Account) -> Span | None:
        """Where the words of an anchor stand in an account now; None where they do not. O(n) in the text's length."""
        if anchor.start is None or anchor.stop is None or not anchor.exact:
            return None
        if account.text[anchor.start : anchor.stop] == anchor.exact and (
            account.id == anchor.account or _around(anchor, account.text, anchor.start, anchor.stop) == 1
        ):
            return Span(anchor.start, anchor.stop)
        return self._best(anchor, account, _places(anchor.exact, account.text)) or self._by_fold(anchor, account)

    def _best(self, anchor: Anchor, account: Account, places: Iterable[tuple[int, int]]) -> Span | None:
        """Of several places the one whose surroundings are most alike; then the one nearest to where it was."""
        start = anchor.start or 0
        ranked = [
            (_around(anchor, account.text, begin, end), -abs(begin - start), -begin, end) for begin, end in places
        ]
        if not ranked:
            return None
        _, _, begin, end = max(ranked)
        return Span(-begin, end)

    def _by_fold(self, anchor: Anchor, account: Account) -> Span | None:
        wanted = fold_words(anchor.exact).strip()
        if not wanted:
            return None
        view = self._folded.get(account.id) or self._folded.setdefault(account.id, fold(account.text))
        pattern = re.compile(r"\s+".join(map(re.escape, wanted.split())))
        spans = [view.span(found.start(), found.end()) for found in pattern.finditer(view.text)]
        return self._best(anchor, account, [(span.start, span.end) for span in spans])


def _places(exact: str, text: str) -> Iterable[tuple[int, int]]:
    at = text.find(exact)
    while at >= 0:
        yield at, at + len(exact)
        at = text.find(exact, at + 1)


def _around(anchor: Anchor, text: str, begin: int, end: int) -> float:
    """How much of what stood around the words stands around them here, 0 to 1, counted from the words outwards."""
    before, after = text[max(begin - AROUND, 0) : begin], text[end : end + AROUND]
    alike = _common(anchor.prefix[::-1], before[::-1]) + _common(anchor.suffix, after)
    return alike / max(len(anchor.prefix) + len(anchor.suffix), 1) if anchor.prefix or anchor.suffix else 1


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def current(account: str, later: Mapping[str, str | None]) -> str | None:
    """The id of the present version of an account; None where it was removed. `later` maps each version to the next."""
    while account in later:
        following = later[account]
        if following is None:
            return account
        account = following
    return None
