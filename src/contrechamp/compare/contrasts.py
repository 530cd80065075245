"""What sets two statements about one thing against each other or apart, with the words that do it.

Each contrast is judged by how much of the rest the two statements share: *le chien a mordu le facteur* and *le
facteur a mordu le chien* share all but the roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contrechamp.compare.sides import Link, Sides, figures_apart, turned_preposition
from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.structure import (
    LEAST,
    SURE,
    TELLING,
    Meeting,
    Trees,
    against,
    also_said,
    denial_reaches,
    deniers,
    kids_of,
    pairs_of,
    predicates_that_meet,
)
from contrechamp.compare.words_alike import opposed
from contrechamp.lang import read_toml
from contrechamp.model import Actor, ActorKind, Quantity, Span
from contrechamp.text.fold import fold_words

FLOORS = {
    "opposed-predicate": 0.85, "antonym": 0.85, "exclusion": 0.85, "figure": 0.85, "roles": 0.85,
    "quantifier": 0.7, "other-agent": 0.7,
}  # fmt: skip
"""Least score of statements that share all but such a contrast: too rare among the pairs learnt from to be learnt."""

APART = frozenset({"date", "place", "other-measure"})
"""Contrasts that set statements apart rather than against each other: of another time, place or measure both may
hold."""

ALL_BUT = 0.65
"""Part of the rest that two statements share from which on a contrast decides."""

BELOW = 0.45
"""Greatest score of statements that all but their time or place make one."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One contrast: its code, its words on each side, and how much of the rest is shared, 0 to 1."""

    code: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    shared: float


def find_contrasts(sides: Sides, language: str = "fr") -> list[Contrast]:
    """The contrasts between two statements, those that set them against each other first."""
    meetings = predicates_that_meet(sides.trees, language)
    found = [
        *_denials(sides, meetings, language),
        *_contraries(sides, language),
        *_figures(sides),
        *_roles(sides, meetings, language),
        *_quantifiers(sides, language),
        *_apart(sides, language),
    ]
    lefts = tuple(span for _, left, _ in found for span in left)
    rights = tuple(span for _, _, right in found for span in right)
    return [Contrast(code, left, right, _shared(sides, lefts, rights)) for code, left, right in found]


def looser_contrasts(sides: Sides, language: str = "fr") -> list[Contrast]:
    """What may set two statements against each other where no contrast is clear: figures of one unit whatever they
    count, negations and words that deny. They decide nothing; they are what the classifier goes by."""
    figures = figures_apart(sides.left, sides.right, language)
    if figures:
        return [Contrast("figure", tuple(a.span for a, _ in figures), tuple(b.span for _, b in figures), 0.0)]
    trees = sides.trees
    denying = [tuple(words[at].span for at in deniers(trees, side, language)) for side, words in _words(sides)]
    left, right = sides.left.negations + denying[0], sides.right.negations + denying[1]
    if bool(left) == bool(right) and not any(against(trees, i, j) for i, j in pairs_of(trees)):
        return []
    code = "negation" if sides.left.negations or sides.right.negations else "rejected"
    return [Contrast(code, left, right, 0.0)] if left or right else []


def bounds(sides: Sides, contrasts: list[Contrast]) -> tuple[float, float]:
    """Between which scores the contrasts of two statements leave it to the classifier."""
    codes = {contrast.code for contrast in contrasts}
    close = {contrast.code for contrast in contrasts if contrast.shared >= ALL_BUT}
    if {"negation", "figure"} <= codes and any(
        _denied(sides.left, a) != _denied(sides.right, b) for _, a, b in sides.figures
    ):
        return 0.0, BELOW
    if codes and codes <= {"negation", "rejected"} and not denial_reaches(sides.trees, bool(close)):
        return 0.0, BELOW
    if close & APART and not codes - APART - {"figure", "negation"}:
        return 0.0, BELOW
    return max((FLOORS.get(code, 0.0) for code in close), default=0.0), 1.0


Found = tuple[str, tuple[Span, ...], tuple[Span, ...]]


def _shared(sides: Sides, left: tuple[Span, ...], right: tuple[Span, ...]) -> float:
    """How much of the statements the other one shares, the words of contrasts left out: the mean of both."""
    trees = sides.trees
    covers = (_cover(trees, 0, left), _cover(trees, 1, right))
    return sum(covers) / 2


def _cover(trees: Trees, side: int, apart: tuple[Span, ...]) -> float:
    words = (trees.left, trees.right)[side]
    table = trees.speak if side == 0 else trees.speak.T
    kept = [at for at, word in enumerate(words) if word.weight >= TELLING and not _inside(word.span, apart)]
    if not kept or not table.size:
        return 0.0
    weights = trees.weights[side][kept]
    return float((table[kept].max(axis=1) * weights).sum() / weights.sum())


def _inside(span: Span, apart: tuple[Span, ...]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in apart)


# ---------------------------------------------------------------- words that exclude each other


def _denials(sides: Sides, meetings: list[Meeting], language: str) -> Iterator[Found]:
    """One denies, by a negation or by a word that turns what it governs, what the other says."""
    left, right = sides.left, sides.right
    if bool(left.negations) != bool(right.negations):
        yield "negation", left.negations, right.negations
    elif any(meeting.against for meeting in meetings):
        turned = [tuple(words[at].span for at in deniers(sides.trees, side, language)) for side, words in _words(sides)]
        if left.negations:
            yield "negation", left.negations, right.negations
        elif turned[0] or turned[1]:
            yield "rejected", turned[0], turned[1]


def _words(sides: Sides) -> tuple[tuple[int, tuple[Word, ...]], ...]:
    return (0, sides.left.words), (1, sides.right.words)


def _contraries(sides: Sides, language: str) -> Iterator[Found]:
    """Words that cannot both hold, in one sense: neither is denied, or both are."""
    by_code: dict[str, list[Link]] = {}
    for link in sides.contraries:
        measured = _measured(sides.left, link.left) or _measured(sides.right, link.right)
        apart = measured and link.opposed == "exclusion"
        if link.left.sign == link.right.sign and not apart and not also_said(sides.trees, link.left, link.right):
            by_code.setdefault(link.opposed or "", []).append(link)
    for code, links in sorted(by_code.items()):
        yield code, tuple(link.left.span for link in links), tuple(link.right.span for link in links)
    turned = turned_preposition(sides, language)
    if turned is not None:
        yield "exclusion", (turned[0],), (turned[1],)


def _denied(statement: Statement, figure: Quantity) -> bool:
    """Whether a figure is denied: that it was not 50 does not contradict that it was 20."""
    return any(word.sign < 0 for word in statement.words if figure.span.start <= word.span.start < figure.span.end)


def _measured(statement: Statement, word: Word) -> bool:
    """Whether a word says what a figure counts, or when: `12 morts` and `40 blessés` do not exclude each other."""
    return any(found.span.start <= word.span.start < found.span.end for found in statement.figures + statement.times)


def _figures(sides: Sides) -> Iterator[Found]:
    if sides.figures and not any(verdict for verdict, _, _ in sides.figures):
        yield "figure", tuple(a.span for _, a, _ in sides.figures), tuple(b.span for _, _, b in sides.figures)


def _quantifiers(sides: Sides, language: str) -> Iterator[Found]:
    """`tous les élèves` against `seuls quelques élèves`."""
    trees = sides.trees
    for at, other in enumerate(trees.partner[0]):
        if other >= 0 and trees.near[at, other] >= SURE:
            classes = _quantity(trees.left, at, language), _quantity(trees.right, other, language)
            if sorted(classes) == ["all", "part"]:
                yield "quantifier", (trees.left[at].span,), (trees.right[other].span,)


def _quantity(words: tuple[Word, ...], at: int, language: str) -> str:
    near = set(words[at].before) | {words[kid].lemma for kid in kids_of(words)[at]}
    classes = _classes(language)
    if near & classes["all"]:
        return "all"
    return "part" if near & classes["only"] and near & classes["some"] else ""


@cache
def _classes(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = read_toml(language, "relations")["quantifiers"]
    return {name: frozenset(fold_words(word) for word in words) for name, words in found.items()}


# ---------------------------------------------------------------- who does what to whom


def _roles(sides: Sides, meetings: list[Meeting], language: str) -> Iterator[Found]:
    """The doer of one is the one done to in the other; or the same is done to the same by another."""
    trees = sides.trees
    for meeting in meetings:
        p, q = meeting.left, meeting.right
        mutual = {trees.left[p].lemma, trees.right[q].lemma} & _classes(language)["mutual"]
        if trees.near[p, q] < SURE or meeting.against or mutual:
            continue
        doers = _takers(trees.left, p, "subject"), _takers(trees.right, q, "subject")
        given = _takers(trees.left, p, "oblique"), _takers(trees.right, q, "oblique")
        if all(len(side) == 1 for side in (*doers, *given)) and _exchanged(trees, doers, given):
            (a,), (b,), (c,), (d,) = *doers, *given
            yield "roles", (trees.left[a].span, trees.left[c].span), (trees.right[b].span, trees.right[d].span)
            continue
        done = _takers(trees.left, p, "object"), _takers(trees.right, q, "object")
        if not all(len(side) == 1 for side in (*doers, *done)):
            continue
        (a,), (b,), (c,), (d,) = *doers, *done
        spans = (trees.left[a].span, trees.left[c].span), (trees.right[b].span, trees.right[d].span)
        if _exchanged(trees, doers, done):
            yield "roles", *spans
        elif trees.near[c, d] >= SURE and trees.speak[a, b] < LEAST and trees.left[a].pos == trees.right[b].pos:
            yield "other-agent", (trees.left[a].span,), (trees.right[b].span,)


def _exchanged(trees: Trees, first: tuple[list[int], list[int]], second: tuple[list[int], list[int]]) -> bool:
    """Whether the first participant on the left is the second on the right, and the other way round."""
    (a,), (b,), (c,), (d,) = *first, *second
    return bool(trees.near[a, d] >= 1 and trees.near[c, b] >= 1 and trees.near[a, b] < SURE)


def _takers(words: tuple[Word, ...], at: int, role: str) -> list[int]:
    """The participants of a predicate in a role; of a cleft one, the word that is set off: `c'est lui qui …`."""
    found = [kid for kid in kids_of(words)[at] if words[kid].role == role and words[kid].link in TAKERS]
    if not found and role == "subject" and words[at].link == "advcl:cleft" and words[at].parent >= 0:
        return [words[at].parent]
    return found


TAKERS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl:arg", "obl", "obl:mod"})


# ---------------------------------------------------------------- another time or place


def _apart(sides: Sides, language: str) -> Iterator[Found]:
    if sides.times is not None:
        yield "date", (sides.times[0].span,), (sides.times[1].span,)
    places = _places(sides.left.actors, sides.left.words), _places(sides.right.actors, sides.right.words)
    if places[0] and places[1] and not places[0].keys() & places[1].keys():
        yield "place", tuple(places[0].values()), tuple(places[1].values())
    counts = [
        (a.span, b.span)
        for a in sides.left.figures
        for b in sides.right.figures
        if a.counted and b.counted and opposed(a.counted, b.counted, language)
    ]
    if counts and not sides.figures:
        yield "other-measure", tuple(a for a, _ in counts), tuple(b for _, b in counts)


def _places(actors: tuple[Actor, ...], words: tuple[Word, ...]) -> dict[str, Span]:
    """The places that something happens at: those that stand under a preposition, by key."""
    found: dict[str, Span] = {}
    for actor in actors:
        if actor.kind in (ActorKind.PLACE, ActorKind.COUNTRY):
            for word in words:
                inside = actor.span.start <= word.span.start and word.span.end <= actor.span.end
                if inside and word.link in PLACED:
                    found.setdefault(actor.key, actor.span)
    return found


PLACED = frozenset({"obl", "obl:mod", "obl:arg"})
