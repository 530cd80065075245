"""What the store gives back: dossiers, what was kept, the history, the review queue, hits of a search, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from contrechamp.errors import AccountError, Said
from contrechamp.model import Account, Comparison, Point, Span
from contrechamp.store.changes import Change, Note, Verdict


@dataclass(frozen=True, slots=True)
class DossierInfo:
    """One dossier of a database, as its list shows it.

    `title` and `when` are the event's, None before the first comparison. `relations` counts the points of the
    reviewed comparison by relation. `accounts` and `corrections` are counts; undone corrections do not count.
    """

    id: str
    name: str
    created: datetime
    accounts: int = 0
    title: str | None = None
    when: str | None = None
    relations: Mapping[str, int] = field(default_factory=dict)
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Already:
    """A source whose bytes the dossier holds already: its name now, and the id of the account that holds them."""

    name: str
    account: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """An account that took the place of an earlier version of itself. Both are ids; the earlier one stays kept."""

    earlier: str
    account: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did: the accounts that are new, the sources that failed, those that were there already.

    `replaced` names the new accounts that are later versions of one that the dossier had.
    """

    accounts: tuple[Account, ...] = ()
    errors: tuple[AccountError, ...] = ()
    already: tuple[Already, ...] = ()
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The untouched bytes that an account was read from. `sha256` in hexadecimal; `name` as the source was called."""

    data: bytes
    media_type: str
    name: str
    sha256: str


class Did(StrEnum):
    """What an entry of the history records."""

    CORRECT = "correct"
    UNDO = "undo"
    REDO = "redo"
    KEEP = "keep"
    RENAME = "rename"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a dossier. Entries are only ever added; `number` counts them from 1 within the dossier.

    `when` is UTC. `change` is there for corrections; `of` is the number of the entry that an undo or redo is about.
    `undone` says whether a correction is without effect now. `line` tells it in English and knows its French
    (`errors.tell(entry.line, "fr")`).
    """

    number: int
    did: Did
    who: str
    when: datetime
    why: str = ""
    change: Change | None = None
    of: int | None = None
    undone: bool = False
    line: Said = field(default_factory=lambda: Said(""))


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and where it stands now.

    `layer` is `claim`, `quantity`, `time`, `actor`, `technique`, `point`, `account` or `dossier`; `id` that record's id
    (None for the dossier, and for a note on bare words). `account` and `span` say where its words are; for a point,
    those of its first claim. `grown` says that a decided point has since been joined by claims that nobody has seen.
    """

    entry: Entry
    layer: str
    id: str | None = None
    account: str | None = None
    span: Span | None = None
    grown: bool = False


@dataclass(frozen=True, slots=True)
class Adrift:
    """A correction that no longer fits, why, and the words that it was about, as they stood in `account`."""

    entry: Entry
    why: Said
    words: tuple[str, ...] = ()
    account: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A person's note and where it stands: the same fields as `Placed`, with the note itself."""

    entry: Entry
    note: Note
    layer: str
    id: str | None = None
    account: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A comparison with people's corrections in it.

    `comparison` is an ordinary Comparison: rejected marks and points are out of it, fixed ones are fixed. `verdicts`
    gives the verdict on each mark and point that has one, by id (rejected ones too). `last` is the number of the last
    entry that was read: give it to `correct` as `seen`. `proposed` is what corrections are about: the comparison as
    the machine made it, and the marks that people added.
    """

    comparison: Comparison
    proposed: Comparison
    placed: tuple[Placed, ...] = ()
    adrift: tuple[Adrift, ...] = ()
    notes: tuple[PlacedNote, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    last: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to decide. Either `point` is there, or `account` and `span` of a doubtful mark.

    `layer` is `point` or the kind of mark, `id` its id. `reason` is a code: `conflict`, `figures-differ`,
    `not-comparable`, `agree`, `grown` (decided before new claims joined), `unsure` (a person was unsure),
    `doubtful` (the mark's own score is low). `score` is the mark's, 0 to 1.
    """

    layer: str
    id: str
    reason: str
    point: Point | None = None
    account: str | None = None
    span: Span | None = None
    score: float | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a concordance. `left + match + right` stand so in the account's text; `span` is the match's.

    `words` are the spans of the words that were looked for, inside `span`. `voice` names who says it: None for the
    author, `""` for an unnamed source. `claim` is the id of the claim that it stands in.
    """

    account: str
    span: Span
    left: str
    match: str
    right: str
    words: tuple[Span, ...] = ()
    voice: str | None = None
    claim: str | None = None
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """A stretch of a search's hits, in the order of the accounts and of their words. `total` counts all of them."""

    hits: tuple[Hit, ...]
    total: int
    offset: int = 0


class Role(StrEnum):
    """What a person may do: a reader looks, a reviewer judges, an editor keeps and removes, an admin names people."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Who may sign in. `password_hash` is whatever the caller made of the password; the store never sees that."""

    name: str
    password_hash: str
    role: Role
    created: datetime


@dataclass(frozen=True, slots=True)
class Audited:
    """One line of the audit list. `when` is UTC."""

    number: int
    who: str
    what: str
    where: str
    when: datetime
