"""A comparison in a terminal: the event, the points by account in their exact words, the figures. Short.

Foreign text is never printed raw: control characters become visible ones, and nothing in it is read as markup. The
width and the colours are given by the caller; nothing here looks at the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from contrechamp.model import Claim, Comparison, Event, Extraction
from contrechamp.show import voicing
from contrechamp.show.clean import clean
from contrechamp.show.figures import Said, figure_rows
from contrechamp.show.grid import SHARED, STANCES, SYMBOLS, Cell, Kind, Row, naming, rows
from contrechamp.show.index import Index, file_name, index, label, said
from contrechamp.show.strings import Words
from contrechamp.show.strings import words as words_of
from contrechamp.show.values import say_day, say_quantity, say_time

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

WIDTH = 110
_LONGEST = 220
"""Characters of a claim that are printed; the rest is an ellipsis, and the page has it."""
_ONLY = 4
"""Points that one account alone makes: how many are printed of each account; the others are counted."""
_COLOURS = {
    Kind.CONFLICT: "bold red",
    Kind.FIGURES_DIFFER: "bold yellow",
    Kind.AGREE: "green",
    Kind.NOT_COMPARABLE: "cyan",
}


def to_terminal(comparison: Comparison, language: str = "fr", *, width: int = WIDTH, colour: bool = False) -> str:
    """The comparison as text of `width` columns, with ANSI colours only if `colour`. Ends in a line feed."""
    ix, words = index(comparison), words_of(language)
    grid = rows(ix)
    parts = [_head(ix, words), *_points(ix, words, grid, width), *_figures(ix, words, grid), _foot(words)]
    return _printed(parts, width, colour)


def _printed(parts: list[RenderableType], width: int, colour: bool) -> str:
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n").translate(_BOUND_BACK) + "\n"


_BOUND = {0x202F: 0xE000, 0xA0: 0xE001}
"""rich breaks lines at no-break spaces too; under the guise of letters (which `clean` lets nobody use) they hold."""
_BOUND_BACK = {held: space for space, held in _BOUND.items()}


def _text(said_: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(clean(said_).translate(_BOUND), style=style)


def _head(ix: Index, words: Words) -> Text:
    """The event, then one line for each account."""
    event = ix.comparison.event
    head = _text(event.title or words("untitled_page", accounts=words.count("accounts", len(ix.letters))), "bold")
    actors = [ix.names.get(key, key) for key in event.actors[:6]]
    about = [say_day(words, event.when) if event.when else "", *event.where, *actors]
    head.append_text(_text("\n" + " · ".join(part for part in about if part)))
    for account in ix.comparison.accounts:
        parts = (label(account), account.title, account.byline, file_name(account))
        published = say_day(words, account.published.isoformat()) if account.published else ""
        line = " · ".join(dict.fromkeys(part for part in (*parts, published) if part))
        head.append_text(_text(f"\n{ix.letters[account.id]}  ", "bold")).append_text(_text(line))
        head.append_text(_text("".join(f"\n   ! {w.code} {w.message}" for w in account.warnings), "yellow"))
    groups = [group for group in ix.comparison.origins if len(group) > 1]
    origins = words.count("origins", len(ix.comparison.origins) or len(ix.comparison.accounts))
    same = "".join(f" · {'='.join(ix.letters[a] for a in group)} {words('same_origin')}" for group in groups)
    return head.append_text(_text(f"\n{words.count('accounts', len(ix.letters))}, {origins}{same}\n"))


def _points(ix: Index, words: Words, grid: tuple[Row, ...], width: int) -> Iterator[RenderableType]:
    """What two accounts or more speak about as a table; then what one alone says, shortened."""
    shared = [row for row in grid if row.kind in SHARED]
    if not shared:
        yield _text(words("no_points") + "\n")
    elif (width - 22) // len(ix.letters) >= 26:
        yield _table(ix, words, shared)
    else:
        yield from (_block(ix, words, row) for row in shared)
    copied = [next(cell for cell in row.cells if cell.claims) for row in grid if row.kind is Kind.COPIED]
    if copied:
        yield _folded(ix, words, f"{SYMBOLS[Kind.COPIED]} {words('fold_copied')}", copied)
    only = [cell for row in grid if row.kind is Kind.ONLY for cell in row.cells]
    for account, letter in ix.letters.items():
        alone = [c for c in only if c.account == account and c.claims]
        if alone:
            yield _folded(ix, words, f"{letter} {words('fold_only')} ({label(ix.accounts[account])})", alone)


def _table(ix: Index, words: Words, shared: list[Row]) -> RenderableType:
    from rich.table import Table

    table = Table(show_lines=True, expand=True)
    table.add_column(_text(words("relation_head")), width=16)
    for letter in ix.letters.values():
        table.add_column(_text(letter), ratio=1)
    for row in shared:
        table.add_row(_relation(words, row), *(_cell(ix, words, cell) for cell in row.cells))
    return table


def _relation(words: Words, row: Row) -> Text:
    head = _text(f"{row.symbol} {words(f'relation.{row.kind}')}", _COLOURS[row.kind])
    head.append_text(_text("\n" + words.count("origins_short", row.point.origins)))
    codes = dict.fromkeys(words.known("reason", reason.code) for reason in row.point.reasons)
    return head.append_text(_text("".join(f"\n{code}" for code in codes), "dim"))


def _block(ix: Index, words: Words, row: Row) -> Text:
    """A point with one line for each account that speaks, where the columns would be too narrow."""
    block = _relation(words, row)
    block.plain = block.plain.replace("\n", " · ")
    for cell in row.cells:
        if cell.claims:
            block.append_text(_text(f"\n  {ix.letters[cell.account]}  ")).append_text(_cell(ix, words, cell))
    silent = [ix.letters[cell.account] for cell in row.cells if not cell.claims]
    said_nothing = words("silent_many" if len(silent) > 1 else "silent")
    return block.append_text(_text(f"\n  {', '.join(silent)}  {said_nothing}\n" if silent else "\n", "dim"))


def _cell(ix: Index, words: Words, cell: Cell) -> Text:
    if not cell.claims:
        return _text(f"{STANCES['silent']} {words('stand.silent')}", "dim")
    text = _text(f"{STANCES[cell.stance]} ")
    for at, claim in enumerate(cell.told):
        text.append_text(_text("\n" if at else "")).append_text(_claim(ix, words, claim))
    return text


def _claim(ix: Index, words: Words, claim: Claim) -> Text:
    account = ix.owner[claim.id]
    text = _text(words.quote(_short(said(ix.accounts[account], claim.span))))
    voice = voicing.full_name(ix, words, claim.voice, account)
    sure = "" if claim.certainty == "CT+" else words(f"certainty.{claim.certainty}")
    said_by = ", ".join(part for part in (voice, sure) if part)
    return text.append_text(_text(f" ({said_by})", "italic")) if said_by else text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _folded(ix: Index, words: Words, head: str, cells: list[Cell]) -> Text:
    """The first few cells under their heading; the others are counted."""
    text = _text(f"{head} · {words.count('points', len(cells))}", "bold")
    for cell in cells[:_ONLY]:
        text.append_text(_text("\n   ")).append_text(_cell(ix, words, cell))
    rest = len(cells) - _ONLY
    return text.append_text(_text(f"\n   {words.count('more', rest)}\n" if rest > 0 else "\n"))


def _figures(ix: Index, words: Words, grid: tuple[Row, ...]) -> Iterator[RenderableType]:
    """The figures that several accounts give on one thing."""
    from rich.table import Table

    compared, _ = figure_rows(ix, grid)
    if not compared:
        return
    table = Table(title=_text(words("title.figures"), "bold"), title_justify="left", expand=True)
    for head in (words("point"), "", words("value"), words("as_said"), words("voice_head")):
        table.add_column(_text(head), no_wrap=not head)
    for row in compared:
        for at, entry in enumerate(row.said):
            cells = (_short(naming(ix, row.row, words.quote)[0]) if not at else "", *_figure(ix, words, entry))
            table.add_row(*map(_text, cells), end_section=at == len(row.said) - 1)
    yield table


def _figure(ix: Index, words: Words, entry: Said) -> tuple[str, str, str, str]:
    quoted = words.quote(said(ix.accounts[entry.account], entry.quantity.span))
    voice = voicing.full_name(ix, words, entry.claim.voice, entry.account) if entry.claim else ""
    value = say_quantity(words, entry.quantity)
    return ix.letters[entry.account], value, quoted, voice or words("author_voice")


def _foot(words: Words) -> Text:
    return _text(f"\n{words('no_verdict')}\n{words('more_in_page')}", "dim")


def extraction_table(
    extraction: Extraction, *, by: str = "text", language: str = "fr", width: int = WIDTH, colour: bool = False
) -> str:
    """What is marked in one account as text; sorted `by` text, voice or kind."""
    from rich.table import Table

    words, account = words_of(language), extraction.account
    ix = index(Comparison(event=Event(), accounts=(account,), extractions=(extraction,), points=()))
    marks = sorted(_marks(ix, words, extraction), key=_SORTED[by])
    table = Table(title=_text(label(account), "bold"), title_justify="left", expand=True)
    for head in (words("voice_head"), "", words("as_said"), words("value")):
        table.add_column(_text(head), no_wrap=not head, overflow="fold", ratio=_RATIOS[head == words("as_said")])
    for voice, kind, _, quoted, value in marks:
        table.add_row(*map(_text, (voice, kind, quoted, value)))
    return _printed([table], width, colour)


_RATIOS = (2, 4)
"""Widths of the columns beside that of the exact words."""

Mark = tuple[str, str, int, str, str]
"""Voice, kind, start, words, value."""


def _marks(ix: Index, words: Words, extraction: Extraction) -> Iterator[Mark]:
    account = extraction.account
    for claim in extraction.claims:
        voice = voicing.full_name(ix, words, claim.voice, account.id) or words("author_voice")
        value = f"{claim.certainty} {words(f'certainty.{claim.certainty}')}"
        yield voice, words("mark.claim"), claim.span.start, said(account, claim.span), value
    for quantity in extraction.quantities:
        value = say_quantity(words, quantity)
        yield "", words("mark.figure"), quantity.span.start, said(account, quantity.span), value
    for time in extraction.times:
        value = f"{time.timex} · {say_time(words, time)}"
        yield "", words("mark.time"), time.span.start, said(account, time.span), value
    for actor in extraction.actors:
        yield "", words("mark.actor"), actor.span.start, said(account, actor.span), f"{actor.name} ({actor.key})"
    for technique in extraction.techniques:
        value = words.known("technique", technique.name)
        yield "", words("mark.technique"), technique.span.start, said(account, technique.span), value


_SORTED: dict[str, Callable[[Mark], tuple[object, ...]]] = {
    "text": lambda mark: (mark[2], mark[1]),
    "voice": lambda mark: (not mark[0], mark[0], mark[2], mark[1]),
    "kind": lambda mark: (mark[1], mark[2]),
}
