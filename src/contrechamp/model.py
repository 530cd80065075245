"""Every record that travels from one room to the next.

Records are frozen and hold no behaviour beyond looking themselves up in a text. `None` means *not found*; an empty
tuple means *looked for and none there*. Spans are half-open and count Unicode code points of `Account.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b

SCHEMA = 1
"""Version of the JSON format; a change of it is a user-visible change."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a text: half-open, in Unicode code points, `0 <= start < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"


class Via(StrEnum):
    """By what kind of words an actor is mentioned."""

    NAME = "name"
    METONYMY = "metonymy"
    EPITHET = "epithet"
    PRONOUN = "pronoun"


class TimeKind(StrEnum):
    """TIMEX3 types."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class VoiceKind(StrEnum):
    """Who speaks: the account's author, a named source, or one without a name."""

    AUTHOR = "author"
    NAMED = "named"
    UNNAMED = "unnamed"


class Mode(StrEnum):
    """How the words of a voice are given (PARC)."""

    AUTHOR = "author"
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """FactBank values: certain, probable, possible, each for or against; or uncommitted."""

    CERTAIN = "CT+"
    CERTAIN_NOT = "CT-"
    PROBABLE = "PR+"
    PROBABLE_NOT = "PR-"
    POSSIBLE = "PS+"
    POSSIBLE_NOT = "PS-"
    UNCOMMITTED = "U"


class RelationKind(StrEnum):
    """How the accounts stand to each other on one point."""

    AGREE = "agree"
    CONFLICT = "conflict"
    FIGURES_DIFFER = "figures-differ"
    NOT_COMPARABLE = "not-comparable"
    ONLY = "only"


class StandKind(StrEnum):
    """What one account does with a point."""

    ASSERTS = "asserts"
    DENIES = "denies"
    HEDGES = "hedges"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of `Account.text` and the stretch of the decoded original that it comes from.

    `text` and `source` have equal lengths where the characters are the same; they differ in length where the layout
    was repaired (two spaces made one, a broken line joined).
    """

    text: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the reader of an account should know: a code of `errors.toml`, one line in English, and its values.

    `errors.tell_warning` puts the values into the same line in French.
    """

    code: str
    message: str
    values: dict[str, str] = field(default_factory=dict)


GIVEN = "person"
"""In `Account.found_in`, beside what a person typed: `{"name": "person"}` for an account that was renamed."""


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event, as read from one source.

    `text` is what all spans count in. `source` is the decoded original, and `pieces`, sorted, cover `text` from its
    first to its last character; see `original`. `found_in` says where each piece of metadata comes from
    (`{"published": "url"}`). `name` is that of the file, from the folder down that was read, never where that lies.
    """

    id: str
    text: str
    language: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: date | None = None
    sha256: str = ""
    cites: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    found_in: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Warned, ...] = ()
    name: str = ""
    source: str = ""
    pieces: tuple[Piece, ...] = ()
    pages: tuple[int, ...] = ()

    def page(self, offset: int) -> int | None:
        """The number of the page on which the character at `offset` of the text stands, from 1; None without pages."""
        return bisect_right(self.pages, offset) or None

    def original(self, span: Span) -> str:
        """The untouched characters that `span` of the text comes from, line breaks and double spaces included."""
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece.text.start) - 1
        last = bisect_left(self.pieces, span.end, key=lambda piece: piece.text.start) - 1
        if first < 0 or last < first:
            return self.text[span.start : span.end]
        left, right = self.pieces[first], self.pieces[last]
        start = left.source.start + (span.start - left.text.start if _same_length(left) else 0)
        end = right.source.end - (right.text.end - span.end if _same_length(right) else 0)
        return self.source[start:end]


def _same_length(piece: Piece) -> bool:
    return piece.text.end - piece.text.start == piece.source.end - piece.source.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a mark stands: the id of the rule or model, the spans of its cue words, and a score in [0, 1] or None."""

    rule: str
    cues: tuple[Span, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of a person, country, organisation, group or place.

    `key` is the same for the same actor in every account: `country:RU`, `person:vladimir-poutine`.
    """

    id: str
    span: Span
    name: str
    key: str
    kind: ActorKind
    via: Via


@dataclass(frozen=True, slots=True)
class Time:
    """One expression of time. `timex` is its TIMEX3 value; `earliest` and `latest` are ISO 8601, both included."""

    id: str
    span: Span
    kind: TimeKind
    timex: str
    earliest: str | None = None
    latest: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure as said: `low` and `high` are equal when exact, and None on the side that is open.

    `span` covers the figure with its unit or what is counted, `number` the figure's own words.
    """

    id: str
    span: Span
    number: Span
    low: int | float | None
    high: int | float | None
    unit: str | None = None
    counted: str | None = None
    per: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `span` covers the words that name the speaker, `cue` those that mark the speech; None for the author.

    `within` is the voice that reports this one, so that the chain leads up to the author.
    """

    kind: VoiceKind
    name: str | None = None
    actor: str | None = None
    outlet: str | None = None
    span: Span | None = None
    cue: Span | None = None
    within: Voice | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant of a predicate: its role, the span of its words, its head's lemma, its actor's key if any.

    `role` is `subject`, `object`, `oblique`, `attribute`, `agent` (of a passive) or `adverbial`.
    """

    role: str
    span: Span
    lemma: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a claim says of its participants: the head's span and lemma, whether it is negated, who takes part."""

    span: Span
    lemma: str
    negated: bool = False
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause that can be agreed with or denied, as one voice puts it. `span` is the content (PARC).

    `actors`, `times` and `quantities` are ids of records of the same extraction; `lemmas` are the content words.
    """

    id: str
    span: Span
    voice: Voice
    mode: Mode
    certainty: Certainty
    actors: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    evidence: Evidence | None = None
    predicate: Predicate | None = None
    lemmas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Technique:
    """Wording meant to push the reader. `name` is a technique of SemEval-2023 task 3."""

    id: str
    span: Span
    name: str
    voice: Voice
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was marked in one account."""

    account: Account
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    techniques: tuple[Technique, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one account, named by the account's id."""

    account: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a relation holds: a code, and the words that caused it, in each account."""

    code: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement against another.

    `score` is how likely it is that both cannot hold together, 0 to 1. Passages of `reasons` name the
    statements `left` and `right`.
    """

    kind: RelationKind
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """How one account stands on a point, with the ids of its claims."""

    account: str
    stand: StandKind
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the accounts speak about; one stand per account, in the order of the accounts.

    `origins` counts the independent accounts that speak.
    """

    id: str
    label: str
    relation: RelationKind
    stands: tuple[Stand, ...]
    origins: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference inside a copy: `kind` is replace, insert or delete, seen from left to right."""

    kind: str
    left: Passage | None
    right: Passage | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that two accounts share. `share` is the part of the words that are the same, 0 to 1."""

    left: Passage
    right: Passage
    share: float
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What the accounts are about, as far as they agree on it. `when` is a TIMEX3 value, `actors` are keys."""

    title: str | None = None
    when: str | None = None
    where: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several accounts side by side. `origins` groups the ids of accounts that have one origin."""

    event: Event
    accounts: tuple[Account, ...]
    extractions: tuple[Extraction, ...]
    points: tuple[Point, ...]
    copies: tuple[Copy, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    schema: int = SCHEMA


def record_id(account: str, kind: str, span: Span, extra: str = "") -> str:
    """The id of a record: the same on every machine and in every run. 12 hexadecimal digits.

    `extra` keeps records of one kind on the same span apart (the voice of a claim).
    """
    said = f"{account}|{kind}|{span.start}|{span.end}|{extra}"
    return blake2b(said.encode(), digest_size=6).hexdigest()
