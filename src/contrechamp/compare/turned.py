"""Copied sentences into which one side inserts a negation: they corroborate nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contrechamp.compare.facts import Fact
from contrechamp.compare.words import find_words
from contrechamp.lang import read_toml
from contrechamp.model import Account, Copy, Edit, Extraction, Passage, Span
from contrechamp.text.fold import fold_words


def turned_sentences(extractions: Sequence[Extraction], copies: Sequence[Copy]) -> list[tuple[Passage, Passage]]:
    """The sentences of a copied passage into which one side inserts a negation: such a copy corroborates nothing."""
    known = {extraction.account.id: extraction for extraction in extractions}
    turned = []
    for copy in copies:
        texts = {side.account: known[side.account].account for side in (copy.left, copy.right)}
        for at, edit in enumerate(copy.edits):
            only = edit.left if edit.right is None else edit.right if edit.left is None else None
            if only is None or not negates(only, texts[only.account]):
                continue
            other = copy.right.account if only.account == copy.left.account else copy.left.account
            before = [e for e in copy.edits[:at] if e.left or e.right]
            place = _counterpart(copy, only, other, before)
            turned.append((_sentence(known[only.account], only.span), _sentence(known[other], place)))
        turned += _at_the_ends(copy, known)
    return turned


def _at_the_ends(copy: Copy, known: dict[str, Extraction]) -> Iterator[tuple[Passage, Passage]]:
    """The sentences in which a passage begins and ends, where only one side negates just outside of it."""
    sides = (copy.left, copy.right)
    for first in (True, False):
        at = [Span(s.span.start, s.span.start + 1) if first else Span(s.span.end - 1, s.span.end) for s in sides]
        whole = [_sentence(known[side.account], place) for side, place in zip(sides, at, strict=True)]
        negated = []
        for side, sentence in zip(sides, whole, strict=True):
            start, end = (sentence.span.start, side.span.start) if first else (side.span.end, sentence.span.end)
            outside = Passage(side.account, Span(start, end)) if start < end else None
            negated.append(outside is not None and negates(outside, known[side.account].account))
        if negated[0] != negated[1]:
            yield whole[0], whole[1]


def negates(passage: Passage, account: Account) -> bool:
    """Whether a passage holds a word that negates."""
    negators = read_toml(account.language, "relations")["negation"]
    said = {word.rstrip("'") for name in ("halves", "around", "answers") for word in negators[name]}
    halves = {fold_words(word) for word in said} - {*negators["unsure"], *negators["nouns"]}
    return bool(halves & set(find_words(account.text[passage.span.start : passage.span.end]).folded))


def _counterpart(copy: Copy, only: Passage, other: str, before: Sequence[Edit]) -> Span:
    """About where an insertion stands on the other side: as far into the passage, less what was inserted before."""
    here, there = (copy.left, copy.right) if copy.left.account == only.account else (copy.right, copy.left)
    offset = only.span.start - here.span.start
    for edit in before:
        mine, theirs = (edit.left, edit.right) if here is copy.left else (edit.right, edit.left)
        offset += (theirs.span.end - theirs.span.start if theirs else 0) - (
            mine.span.end - mine.span.start if mine else 0
        )
    start = min(max(there.span.start + offset, there.span.start), there.span.end - 1)
    return Span(start, start + 1)


def _length(passage: Passage | None) -> int:
    return passage.span.end - passage.span.start if passage else 0


def _sentence(extraction: Extraction, span: Span) -> Passage:
    found = (s for s in extraction.sentences if s.start < span.end and span.start < s.end)
    return Passage(extraction.account.id, next(found, span))


def is_turned(left: Fact, right: Fact, turned: Sequence[tuple[Passage, Passage]]) -> bool:
    """Whether two claims stand in a sentence that one account negates while copying it."""
    return any((_inside(left, a) and _inside(right, b)) or (_inside(left, b) and _inside(right, a)) for a, b in turned)


def _inside(fact: Fact, passage: Passage) -> bool:
    span = fact.claim.span
    return fact.account == passage.account and span.start < passage.span.end and passage.span.start < span.end
