"""The grid as the page lays it out: shared points as rows with their passages, single points folded by account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from contrechamp.model import Claim, Passage, Point, Span, VoiceKind
from contrechamp.show.grid import SHARED, STANCES, Cell, Kind, Row, naming
from contrechamp.show.index import Index, label, short_label
from contrechamp.show.marked import Mark, anchor, render
from contrechamp.show.quotes import Quote, Quotes
from contrechamp.show.voicing import Speaker

_OPTIONS = 60
"""Voices and actors that can be filtered by: the most frequent ones, since each costs a rule in the style sheet."""


COLUMNS = 5
"""Accounts that stand as columns; of more, a row shows those that speak, and names the others together."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter: `value` is also the class of the rows that answer to it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The voices and actors that rows can be filtered by."""

    voices: tuple[Option, ...]
    actors: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """One account's stand on a point."""

    letter: str
    name: str
    stand: str
    symbol: str
    stand_label: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why the relation holds: the words behind it, by the account's letter."""

    label: str
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences of one account that a point is about, with the claims and the reason's words marked."""

    letter: str
    name: str
    language: str
    html: Markup


@dataclass(frozen=True, slots=True)
class RowView:
    """One point. `classes` carry what filters ask for."""

    id: str
    classes: str
    relation: str
    symbol: str
    label: str
    name: str
    origins: str
    cells: tuple[CellView, ...]
    repeated: tuple[str, ...]
    silent: tuple[str, ...]
    reasons: tuple[ReasonView, ...]
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """A list that opens: the points that one account alone makes, or those repeated from one origin."""

    letter: str
    name: str
    title: str
    count: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """Shared rows, then one fold for each account that says something alone."""

    rows: tuple[RowView, ...]
    folds: tuple[Fold, ...]


class Classes:
    """Numbers for the voices and the actors, so that a class name never holds foreign text."""

    def __init__(self, quotes: Quotes):
        self.quotes = quotes
        keys = {a.id: a.key for extraction in quotes.ix.comparison.extractions for a in extraction.actors}
        self.actor_of = keys
        seen = Counter(keys[a] for c in quotes.ix.claims.values() for a in dict.fromkeys(c.actors) if a in keys)
        self.actors = sorted(seen, key=lambda key: (-seen[key], key))[:_OPTIONS]
        self.places = {key: at for at, key in enumerate(self.actors)}

    def of(self, claims: Iterable[Claim]) -> str:
        """The classes of a row: `s3` for the voice with number 3, `a5` for the actor with number 5."""
        found: dict[str, None] = {}
        for claim in claims:
            found[f"s{self.quotes.places[self.quotes.speaker(claim.id).key]}"] = None
            keys = [self.actor_of[a] for a in claim.actors if a in self.actor_of]
            keys += [claim.voice.actor] if claim.voice.actor else []
            found |= {f"a{self.places[key]}": None for key in keys if key in self.places}
        return " ".join(found)


def filters(quotes: Quotes) -> Filters:
    """What the grid can be filtered by: voices as they speak most, actors as they are spoken of most."""
    classes = Classes(quotes)
    voices = [Option(f"s{at}", _called(quotes, speaker)) for at, speaker in enumerate(quotes.speakers)][:_OPTIONS]
    actors = [Option(f"a{at}", quotes.ix.names.get(key, key)) for at, key in enumerate(classes.actors)]
    return Filters(tuple(voices), tuple(sorted(actors, key=lambda option: option.label.casefold())))


def _called(quotes: Quotes, speaker: Speaker) -> str:
    unnamed = speaker.kind is VoiceKind.UNNAMED and speaker.name != quotes.words("voice_kind.unnamed")
    return f"{speaker.name} ({quotes.words('unnamed_suffix')})" if unnamed else speaker.name


def grid_view(quotes: Quotes, grid: tuple[Row, ...]) -> GridView:
    """The rows of the grid, in its order."""
    classes = Classes(quotes)
    shared = [row for row in grid if row.kind in SHARED]
    folds = [_copied(quotes, classes, grid), *(_fold(quotes, classes, account, grid) for account in quotes.ix.letters)]
    return GridView(
        tuple(row_view(quotes, classes, row, whole=True) for row in shared), tuple(fold for fold in folds if fold.rows)
    )


def _copied(quotes: Quotes, classes: Classes, grid: tuple[Row, ...]) -> Fold:
    words, found = quotes.words, [row for row in grid if row.kind is Kind.COPIED]
    lines = tuple(row_view(quotes, classes, row, whole=False) for row in found)
    return Fold("", "", words("fold_copied"), words.count("points", len(found)), lines)


def _fold(quotes: Quotes, classes: Classes, account: str, grid: tuple[Row, ...]) -> Fold:
    ix, words = quotes.ix, quotes.words
    alone = [row for row in grid if row.kind is Kind.ONLY]
    own = [row for row in alone if any(cell.account == account and cell.claims for cell in row.cells)]
    own.sort(key=lambda row: min(claim.span for cell in row.cells for claim in cell.claims))
    return Fold(
        ix.letters[account],
        short_label(ix.accounts[account]),
        words("fold_only"),
        words.count("points", len(own)),
        tuple(row_view(quotes, classes, row, whole=False) for row in own),
    )


def row_view(quotes: Quotes, classes: Classes, row: Row, *, whole: bool, contexts: bool = True) -> RowView:
    """A row; with `whole` also the cells of those who are silent and, with `contexts`, the passages that it opens."""
    ix, words, point = quotes.ix, quotes.words, row.point
    claims = [claim for cell in row.cells for claim in cell.claims]
    cells = tuple(_cell(quotes, cell) for cell in row.cells if whole or cell.claims)
    name, repeated = naming(ix, row, words.quote)
    return RowView(
        id=anchor("p", point.id),
        classes=f"r-{row.kind.value} {classes.of(claims)}",
        relation=row.kind.value,
        symbol=row.symbol,
        label=words(f"relation.{row.kind}"),
        name="" if repeated else name,
        origins=words.count("origins_short", point.origins),
        cells=cells if whole else cells[:1],
        repeated=() if whole else tuple(cell.letter for cell in cells),
        silent=tuple(cell.letter for cell in cells if not cell.quotes) if whole and len(cells) > COLUMNS else (),
        reasons=tuple(_reasons(quotes, point)) if whole else (),
        contexts=tuple(_contexts(ix, row)) if whole and contexts else (),
    )


def _cell(quotes: Quotes, cell: Cell) -> CellView:
    ix = quotes.ix
    return CellView(
        letter=ix.letters[cell.account],
        name=label(ix.accounts[cell.account]),
        stand=cell.stance,
        symbol=STANCES[cell.stance],
        stand_label=quotes.words(f"stand.{cell.stance}"),
        quotes=tuple(quotes.quote(claim) for claim in cell.told),
    )


def _reasons(quotes: Quotes, point: Point) -> Iterable[ReasonView]:
    """Each kind of reason once, with its words account by account, each once."""
    ix = quotes.ix
    found: dict[str, set[Passage]] = {}
    for reason in point.reasons:
        found.setdefault(reason.code, set()).update(p for p in reason.passages if p.account in ix.letters)
    for code, passages in found.items():
        by_account = [
            (letter, tuple(dict.fromkeys(ix.words(p) for p in _in_order(passages, account))))
            for account, letter in ix.letters.items()
        ]
        yield ReasonView(quotes.words.known("reason", code), tuple(held for held in by_account if held[1]))


def _in_order(passages: Iterable[Passage], account: str) -> list[Passage]:
    return sorted((p for p in passages if p.account == account), key=lambda p: p.span)


def _contexts(ix: Index, row: Row) -> Iterable[Context]:
    named = [passage for reason in row.point.reasons for passage in reason.passages]
    for cell in row.cells:
        if cell.claims:
            passages = [passage for passage in named if passage.account == cell.account]
            yield _context(ix, cell, passages)


def _context(ix: Index, cell: Cell, reasons: list[Passage]) -> Context:
    """The sentences that hold the cell's claims; a gap between two of them is an ellipsis in brackets."""
    account = ix.accounts[cell.account]
    marks = [Mark(claim.span.start, claim.span.end, "claim") for claim in cell.claims]
    marks += [Mark(passage.span.start, passage.span.end, "reason") for passage in reasons]
    spans = _sentences(ix, cell.account, [claim.span for claim in cell.claims])
    parts = [render(account.text, span.start, span.end, marks) for span in spans]
    html = Markup(' <span class="gap">[…]</span> ').join(parts)
    return Context(ix.letters[account.id], label(account), account.language, html)


def _sentences(ix: Index, account: str, spans: list[Span]) -> list[Span]:
    """The sentences around spans, neighbours joined; a span itself where no sentence holds it."""
    touched: list[Span] = []
    for span in sorted(spans):
        held = ix.sentences_over(account, span)
        start = min([span.start, *(sentence.start for sentence in held)])
        end = max([span.end, *(sentence.end for sentence in held)])
        if touched and start <= touched[-1].end + 1:
            touched[-1] = Span(touched[-1].start, max(end, touched[-1].end))
        else:
            touched.append(Span(start, end))
    return touched
