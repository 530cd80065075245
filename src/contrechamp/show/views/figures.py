"""The figures view: a row for each value, all values of one thing on one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from contrechamp.show.drawing import Bar, axis, lane
from contrechamp.show.figures import FigureRow, Said
from contrechamp.show.grid import naming
from contrechamp.show.index import said
from contrechamp.show.quotes import Quotes
from contrechamp.show.scale import scale
from contrechamp.show.values import say_day, say_quantity


@dataclass(frozen=True, slots=True)
class FigureView:
    """One value as one account says it."""

    letter: str
    name: str
    words: str
    value: str
    voice: str
    published: str
    sure: str
    href: str
    lane: Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """One counted thing: its values, and the axis that they share."""

    relation: str
    relation_label: str
    symbol: str
    label: str
    href: str
    figures: tuple[FigureView, ...]
    axis: Markup


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The charts, then every other figure by account."""

    charts: tuple[Chart, ...]
    others: tuple[tuple[str, tuple[FigureView, ...]], ...]
    others_count: str


def figures_view(quotes: Quotes, compared: tuple[FigureRow, ...], rest: tuple[Said, ...]) -> FiguresView:
    """Figures that can be laid side by side, and the others as a list."""
    others = [
        (letter, tuple(_figure(quotes, entry, Markup()) for entry in rest if entry.account == account))
        for account, letter in quotes.ix.letters.items()
    ]
    count = quotes.words.count("figures", len(rest))
    return FiguresView(
        tuple(_chart(quotes, row) for row in compared), tuple(group for group in others if group[1]), count
    )


def _chart(quotes: Quotes, row: FigureRow) -> Chart:
    drawn = scale(_ends(row.said))
    ticks = [drawn.place(tick) for tick in drawn.ticks]
    named = [(drawn.place(tick), quotes.words.number(tick)) for tick in drawn.ticks]
    lanes = [lane(_bar(entry, drawn.place), ticks) for entry in row.said]
    return Chart(
        relation=row.row.kind.value,
        relation_label=quotes.words(f"relation.{row.row.kind}"),
        symbol=row.row.symbol,
        label=naming(quotes.ix, row.row, quotes.words.quote)[0],
        href=quotes.links.point(row.row.point.id),
        figures=tuple(_figure(quotes, entry, made) for entry, made in zip(row.said, lanes, strict=True)),
        axis=axis(named),
    )


def _ends(entries: Iterable[Said]) -> list[float]:
    return [end for e in entries for end in (e.quantity.low, e.quantity.high) if end is not None]


def _bar(entry: Said, place) -> Bar | None:  # type: ignore[no-untyped-def]
    low, high = entry.quantity.low, entry.quantity.high
    if low is None and high is None:
        return None
    return Bar(None if low is None else place(low), None if high is None else place(high), entry.quantity.approximate)


def _figure(quotes: Quotes, entry: Said, drawn: Markup) -> FigureView:
    ix, words = quotes.ix, quotes.words
    account = ix.accounts[entry.account]
    quote = quotes.quote(entry.claim) if entry.claim else None
    return FigureView(
        letter=ix.letters[account.id],
        name=account.outlet or "",
        words=said(account, entry.quantity.span),
        value=say_quantity(words, entry.quantity),
        voice=(quote.voice if quote else "") or words("author_of", letter=ix.letters[account.id]),
        published=say_day(words, account.published.isoformat()) if account.published else "",
        sure=quote.sure if quote else "",
        href=quote.href if quote else quotes.links.text(account.id, ix.letters[account.id]),
        lane=drawn,
    )
