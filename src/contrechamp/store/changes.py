"""What people can change: one frozen record a kind. Marks and points are named by their ids in the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contrechamp.model import Certainty, RelationKind, VoiceKind


class Verdict(StrEnum):
    """What a person says of a mark or a point."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class JudgeMark:
    """A verdict on a claim, quantity, time, actor or technique. A rejected mark is left out of what is compared."""

    mark: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FixSpan:
    """Other words for a mark: half-open code points of its account's text."""

    mark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FixVoice:
    """Who speaks in a claim or a technique. `actor` is an actor's key; an author has neither name nor actor."""

    mark: str
    kind: VoiceKind
    name: str | None = None
    actor: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class FixCertainty:
    """How surely a claim is put."""

    mark: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class FixFigure:
    """What a quantity says: all its values, in the terms of `model.Quantity`."""

    mark: str
    low: int | float | None
    high: int | float | None
    unit: str | None = None
    counted: str | None = None
    per: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class FixDate:
    """What an expression of time means, as a TIMEX3 value; its first and last day follow from it."""

    mark: str
    timex: str


@dataclass(frozen=True, slots=True)
class FixActor:
    """Whom a mention means: the key that is the same in every account, and the name to show."""

    mark: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class AddClaim:
    """Words that were left unmarked are a claim. `actor` is an actor's key; an author has neither name nor actor."""

    account: str
    start: int
    end: int
    kind: VoiceKind = VoiceKind.AUTHOR
    name: str | None = None
    actor: str | None = None
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class AddFigure:
    """Words that were left unmarked are a figure, in the terms of `model.Quantity`."""

    account: str
    start: int
    end: int
    low: int | float | None
    high: int | float | None
    unit: str | None = None
    counted: str | None = None
    per: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class AddDate:
    """Words that were left unmarked are an expression of time; `timex` is its TIMEX3 value."""

    account: str
    start: int
    end: int
    timex: str


@dataclass(frozen=True, slots=True)
class AddActor:
    """Words that were left unmarked mention somebody: `key` is `kind:…` with a kind of `model.ActorKind`."""

    account: str
    start: int
    end: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class AddTechnique:
    """Words that were left unmarked are meant to push the reader: `name` is a technique, its voice the claim's."""

    account: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class JudgePoint:
    """A verdict on a point: its claims belong together and stand so to each other.

    An accepted point keeps its claims and its relation whatever the machine says later; a rejected one is taken
    apart, so that each account's claims stand alone.
    """

    point: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SetRelation:
    """How the accounts stand to each other on a point."""

    point: str
    relation: RelationKind


@dataclass(frozen=True, slots=True)
class SplitPoint:
    """Some claims of a point make a point of their own."""

    point: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergePoints:
    """Several points are one; the first one's id and label stay. `relation` if it is to be another than follows."""

    points: tuple[str, ...]
    relation: RelationKind | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note anywhere: on a mark, a point, words of an account (`account`, `start`, `end`), an account, the dossier."""

    text: str
    mark: str | None = None
    point: str | None = None
    account: str | None = None
    start: int | None = None
    end: int | None = None


Change = (
    JudgeMark
    | FixSpan
    | FixVoice
    | FixCertainty
    | FixFigure
    | FixDate
    | FixActor
    | AddClaim
    | AddFigure
    | AddDate
    | AddActor
    | AddTechnique
    | JudgePoint
    | SetRelation
    | SplitPoint
    | MergePoints
    | Note
)
