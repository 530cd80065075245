"""Who and what a text has spoken of so far: referents, and the places where they come."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.tree import Tree, Word
from contrechamp.model import ActorKind
from contrechamp.text.quotes import find_quotes

_SPEECH = 25  # characters: a shorter quotation is a word held at a distance, and belongs to the sentence around it
_MARKS = frozenset('«»"“”')
_SPEAKING_KINDS = (ActorKind.PERSON, ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.COUNTRY)


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something spoken of: what is known of it so far, and the word `at` that says most about it.

    `mention` is a mention under its key, None where the text gives no name. `gender` is `m`, `f` or empty, `number` `s`
    or `p`; `roles` are lemmas of what it is said to be, `about` the words that stand behind them (*de Lens*); `age` in
    years. `person` tells somebody, `speaks` whatever can say something, `known` one without a name that was told of as
    somebody known (*le maire*). `first`, `last` and `spoke` are words, `role` the weight of the best place
    it had. `called` tells that it has a proper name, of which no list knows whose; `listed` are offices by the lists.
    """

    at: int
    mention: Mention | None
    gender: str
    number: str
    person: bool
    speaks: bool
    roles: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    age: int | None = None
    known: bool = False
    first: int = 0
    last: int = 0
    spoke: int = -1
    times: int = 0
    role: float = 0.0
    called: bool = False
    listed: frozenset[str] = frozenset()

    @property
    def kind(self) -> ActorKind | None:
        """The kind of actor; None for what is none."""
        return self.mention.kind if self.mention else None


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a referent comes: its word, the beat of that word, the quotation it stands in, its salience."""

    at: int
    beat: int
    scope: int
    weight: float
    who: Referent


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays the same over a text: for each word its quotation (-1 for none), for each sentence its beat.

    `quoted` tells which words are quotation marks, `opens` the first word of each quotation.

    Beats count the sentences that are not wholly quoted: a long quotation does not take a speaker further away.
    """

    tree: Tree
    language: str
    scope: list[int]
    beats: list[int]
    opens: list[int]
    quoted: list[bool]

    def beat(self, at: int) -> int:
        """The beat of word `at`."""
        return self.beats[self.tree.words[at].sentence] if self.beats and at < len(self.tree.words) else 0


def pace(ground: Ground, at: int, scope: int) -> int:
    """The count by which distances are told: beats outside quotations, sentences within one."""
    return ground.beat(at) if scope < 0 or at >= len(ground.tree.words) else ground.tree.words[at].sentence


def read_ground(tree: Tree, language: str) -> Ground:
    """The quotations and beats of a text. O(n)."""
    quotes = [q for q in find_quotes(tree.text) if q.depth == 0 and q.span.end - q.span.start > _SPEECH]
    starts = [quote.span.start for quote in quotes]
    scope = []
    for word in tree.words:
        place = bisect_right(starts, word.start) - 1
        scope.append(place if place >= 0 and word.start < quotes[place].span.end else -1)
    beats, count = [], 0
    for first, last in tree.sentences:
        count += any(scope[i] < 0 and tree.words[i].pos not in ("PUNCT", "SPACE") for i in range(first, last))
        beats.append(count)
    marks = [word.form in _MARKS for word in tree.words]
    return Ground(tree, language, scope, beats, _openings(scope, len(quotes)), marks)


def _openings(scope: list[int], number: int) -> list[int]:
    """The first word of each quotation."""
    opens = [len(scope)] * number
    for i in range(len(scope) - 1, -1, -1):
        if scope[i] >= 0:
            opens[scope[i]] = i
    return opens


def carrier_start(ground: Ground, at: int) -> int:
    """The first word of what an incise at word `at` stands in: its sentence, and the quotation that it closes."""
    tree, scope = ground.tree, ground.scope
    first = tree.sentences[tree.words[at].sentence][0]
    for _ in range(4):
        quote = next((scope[i] for i in range(at, max(first - 2, -1), -1) if scope[i] >= 0), -1)
        if quote < 0 or ground.opens[quote] >= at:
            return first
        at = ground.opens[quote]
        start = min(first, tree.sentences[tree.words[at].sentence][0])
        if start == first:
            return first
        first = start
    return first


def referent_of(mention: Mention, at: int) -> Referent:
    """A new referent from the first mention under its key."""
    person = mention.kind is ActorKind.PERSON
    speaks = mention.kind in _SPEAKING_KINDS
    return Referent(at, mention, mention.gender, mention.number, person, speaks, first=at, last=at)


def gender_mark(word: Word) -> str:
    """`m`, `f` or empty: what the tagger says of a word."""
    return "m" if "Gender=Masc" in word.morph else "f" if "Gender=Fem" in word.morph else ""


def number_mark(word: Word) -> str:
    """`s` or `p`: what the tagger says of a word."""
    return "p" if "Number=Plur" in word.morph else "s"
