"""What a speaker's noun phrase says: its words, the name in it, its actor, and whether it names somebody."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from contrechamp.extract.tree import Tree, Word, kids, span_of
from contrechamp.extract.voices.incises import outlet_length
from contrechamp.extract.voices.speaker_words import SpeakerWords
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Actor, ActorKind, Span, Via, Voice, VoiceKind
from contrechamp.text.fold import fold_words

_NAME_PARTS = frozenset(
    ("det", "amod", "flat", "nmod", "nummod", "fixed", "compound", "case", "cc", "conj", "goeswith", "dep", "advmod")
)
_REACH = 14  # words between the head of a speaker's phrase and its furthest part


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a text in order, with the starts of their mentions, and the words that tell who can speak."""

    tree: Tree
    words: VoiceWords
    small: SpeakerWords
    actors: tuple[Actor, ...]
    starts: list[int]


def cast_of(tree: Tree, words: VoiceWords, small: SpeakerWords, actors: Sequence[Actor]) -> Cast:
    """The actors sorted by span, to be looked up by place."""
    ordered = tuple(sorted(actors, key=lambda actor: (actor.span.start, -actor.span.end)))
    return Cast(tree, words, small, ordered, [actor.span.start for actor in ordered])


def named_voice(cast: Cast, word: Word, cue: Span | None) -> Voice:
    """The voice that the noun phrase headed by `word` names, by its own words alone."""
    tree = cast.tree
    members = _of_outlet(cast, name_words(tree, word.i)) or _without_addressee(cast, name_words(tree, word.i), word.i)
    while len(members) > 1 and tree.words[members[0]].pos in ("CCONJ", "PUNCT"):
        members = members[1:]
    span = span_of(tree, members)
    beside = [*kids(tree, word.i, "appos")]
    if word.pos != "NOUN":  # "une autre des voisines, Anne Leroy"
        beside += [k for held in kids(tree, word.i, "nmod") for k in kids(tree, held.i, "appos")]
    apposed = [k for k in beside if k.pos == "PROPN" and 0 < k.i - members[-1] <= 3]
    apposed = [] if members == _of_outlet(cast, members) else apposed
    if apposed and word.pos != "PROPN":
        name_span = span_of(tree, name_words(tree, apposed[0].i))
        span = Span(span.start, max(span.end, name_span.end))
    else:
        name_span = span
    actor = actor_of(cast, name_span, word) or (actor_of(cast, span, word) if name_span != span else None)
    name = _as_said(cast, word, name_span)
    if actor is not None and actor.kind == ActorKind.PERSON and actor.via in (Via.NAME, Via.EPITHET):
        name = actor.name
    return Voice(_kind(cast, word, actor, bool(apposed)), name, actor.key if actor else None, None, span, cue)


def _of_outlet(cast: Cast, members: list[int]) -> list[int]:
    """The words of an outlet's name that a phrase begins with, its article included: *le Journal du dimanche*."""
    words = cast.tree.words
    first = next((i for i in members[:2] if words[i].form[:1].isupper()), None)
    length = outlet_length(cast.tree, first, len(words), cast.words) if first is not None else 0
    return list(range(members[0], first + length)) if length and first is not None else []


def name_words(tree: Tree, head: int) -> list[int]:
    """The words of a speaker's noun phrase without appositions, relative clauses and what a comma sets apart."""
    found, stack = [], [head]
    while stack:
        at = stack.pop()
        found.append(at)
        for kid in map(tree.words.__getitem__, tree.words[at].kids):
            leading = at == head and kid.rel in ("case", "advmod")
            if kid.rel in _NAME_PARTS and not leading and abs(kid.i - head) < _REACH:
                stack.append(kid.i)
    low, high = _unbroken(tree, sorted(found), head)
    return list(range(low, high + 1))


def _unbroken(tree: Tree, found: list[int], head: int) -> tuple[int, int]:
    """The stretch of found words around `head` that no comma, bracket, colon or verb interrupts."""
    here = set(found)
    low = high = head
    while low - 1 in here and tree.words[low - 1].form not in (",", "(", ":", "«", '"'):
        low -= 1
    while high + 1 in here and tree.words[high + 1].form not in (",", "(", ")", ":", "»", '"'):
        high += 1
    while high > head and tree.words[high].pos in ("ADP", "CCONJ", "DET", "PUNCT"):
        high -= 1
    return low, high


def _without_addressee(cast: Cast, members: list[int], head: int) -> list[int]:
    """Cuts what an incise tells of the place of speech: *un porte-parole à l'AFP*, *le maire sur Europe 1*."""
    for i in members:
        word = cast.tree.words[i]
        dated = word.bare in cast.words.days and cast.tree.words[i - 1].pos != "ADP"  # but: l'organisme de veille
        if i > head and (word.low in cast.small.addressee or dated):
            return [k for k in members if k < i]
    return members


def melted_article(cast: Cast, head: int) -> str | None:
    """The article that has melted into the preposition of a noun phrase: `le` of *du directeur*; None where none."""
    case = next((k for k in kids(cast.tree, head, "case", "det") if k.low in cast.small.melted), None)
    return cast.small.melted[case.low] if case is not None else None


def _as_said(cast: Cast, word: Word, span: Span) -> str:
    said = " ".join(cast.tree.text[span.start : span.end].split())
    article = melted_article(cast, word.i) if word.pos == "NOUN" else None
    if article is not None and cast.tree.text[: span.start].rstrip().lower().endswith(tuple(cast.small.melted)):
        return f"{article} {said}"
    first = said.split(" ", 1)[0].split("'")[0].split("’")[0]
    if word.pos != "PROPN" and first[:1].isupper() and first.lower() in cast.small.lowered:
        return said[:1].lower() + said[1:]
    return said


def actor_of(cast: Cast, span: Span, word: Word) -> Actor | None:
    """The actor of the phrase: one that is named in it before one that is only described, the longest first."""
    at = max(0, bisect_left(cast.starts, span.start) - 3)
    held: list[Actor] = []
    for actor in cast.actors[at:]:
        if actor.span.start >= span.end:
            break
        if actor.span.end > span.start and actor.span.start >= span.start - 25:
            held.append(actor)
    covering = [a for a in held if a.span.start < word.end and word.start < a.span.end]
    named = [a for a in held if a.kind == ActorKind.PERSON and a.via == Via.NAME and not _possessor(cast.tree, a, word)]
    best = covering or ([] if word.pos == "PROPN" or word.key in cast.words.documents else named)
    persons = [a for a in covering if a.kind == ActorKind.PERSON] or (named if word.key in cast.words.persons else best)
    pool = persons or best
    return max(pool, key=lambda a: (a.span.end - a.span.start, -a.span.start)) if pool else None


def _possessor(tree: Tree, actor: Actor, head: Word) -> bool:
    """Whether a preposition parts the name from the phrase's head: in *le conseiller de Paul Martin*, and in *la
    compagne du pianiste Paul Martin*, somebody else speaks.
    """
    at = bisect_right(tree.words, actor.span.start, key=lambda word: word.start) - 1
    if at > 0 and tree.words[at - 1].pos == "ADP":
        return True
    word = tree.words[at]
    for _ in range(6):
        if word.i in (word.head, head.i):
            return False
        if word.rel in ("nmod", "conj") and kids(tree, word.i, "case"):
            return True
        word = tree.words[word.head]
    return False


def _kind(cast: Cast, word: Word, actor: Actor | None, apposed: bool) -> VoiceKind:
    """Named: by a name, or as an institution or an office that only one can be; everybody else is unnamed."""
    told = actor is not None and actor.kind != ActorKind.GROUP and actor.via != Via.PRONOUN
    if apposed or word.pos == "PROPN" or told:
        return VoiceKind.NAMED
    determiner = next((k for k in kids(cast.tree, word.i, "det")), None)
    definite = determiner is not None and determiner.key in cast.small.known
    definite = definite or (determiner is None and melted_article(cast, word.i) is not None)
    plural = "Number=Plur" in word.morph
    if definite and not plural and word.key not in cast.small.never_named:
        return VoiceKind.NAMED
    if definite and plural and word.key in cast.words.plural:
        return VoiceKind.NAMED
    if any(k.pos == "PROPN" and k.rel in ("flat", "appos") for k in map(cast.tree.words.__getitem__, word.kids)):
        return VoiceKind.NAMED
    return VoiceKind.UNNAMED


def is_person(cast: Cast, word: Word) -> bool:
    """Whether a noun phrase is about somebody who can speak, by its noun, its first name or its actor."""
    if word.pos == "NOUN":
        return word.key in cast.words.persons or any(k.pos == "PROPN" for k in kids(cast.tree, word.i, "appos", "flat"))
    if word.pos != "PROPN":
        return False
    if any(cast.tree.words[i].bare in cast.words.genders for i in name_words(cast.tree, word.i)):
        return True
    actor = actor_of(cast, Span(word.start, word.end), word)
    return actor is not None and actor.kind == ActorKind.PERSON


def somebody(cast: Cast, word: Word) -> bool:
    """Whether a name before a colon can be a speaker's: a person, an organisation or a country, no theme or place."""
    actor = actor_of(cast, Span(word.start, word.end), word)
    return (
        is_person(cast, word)
        or (actor is not None and actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION))
        or (word.pos == "PROPN" and actor is None and not cast.actors)
    )


def outlet_near(cast: Cast, quoted: Sequence[int], first: int, last: int) -> str | None:
    """The outlet that words `first` to `last` (half-open) name behind a preposition: *dans Le Figaro*, *à l'AFP*."""
    words, small = cast.tree.words, cast.small
    for i in range(first, last):
        if quoted[i] >= 0 or not (words[i].form[:1].isupper() or words[i].form[:1].isdigit()):
            continue
        if i == first or words[i - 1].low not in small.outlet_before:
            continue
        for length in (4, 3, 2, 1):
            if i + length > last:
                continue
            name = cast.tree.text[words[i].start : words[i + length - 1].end]
            found = cast.words.outlets.get(fold_words(" ".join(name.split())))
            if found is None and words[i - 1].low in small.outlet_contracted:
                found = cast.words.outlets.get(fold_words(f"{small.outlet_article} {name}"))
            if found is not None:
                return found
    return None
