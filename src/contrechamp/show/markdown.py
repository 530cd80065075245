"""A comparison as Markdown: the event, the grid, the figures, what each account alone says. Foreign text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contrechamp.model import Claim, Comparison
from contrechamp.show import voicing
from contrechamp.show.clean import clean
from contrechamp.show.figures import figure_rows
from contrechamp.show.grid import SHARED, STANCES, Cell, Row, naming, rows
from contrechamp.show.index import Index, file_name, index, label, said
from contrechamp.show.strings import Words
from contrechamp.show.strings import words as words_of
from contrechamp.show.values import say_day, say_quantity

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#!|<>~&^$@]|:(?=//)|(?<=www)\.)")
"""What Markdown or HTML could read in the middle of a line; `://`, `www.` and `@` would become links by themselves."""


_BREAKS = re.compile(r"[ \t\r\n]+")


def to_markdown(comparison: Comparison, language: str = "fr") -> str:
    """The comparison as GitHub-flavoured Markdown, with tables."""
    ix, words = index(comparison), words_of(language)
    grid = rows(ix)
    parts = [*_head(ix, words), *_grid(ix, words, grid), *_figures(ix, words, grid), *_alone(ix, words, grid)]
    return "\n".join([*parts, "", f"*{escaped(words('no_verdict'))}*", ""])


def escaped(text: str) -> str:
    """`text` on one line, so that no character of it means anything to Markdown or to HTML."""
    return _SPECIAL.sub(r"\\\1", clean(_BREAKS.sub(" ", text)))


def _head(ix: Index, words: Words) -> Iterator[str]:
    event = ix.comparison.event
    yield f"# {escaped(event.title or words('untitled_page', accounts=words.count('accounts', len(ix.letters))))}\n"
    when = say_day(words, event.when) if event.when else ""
    facts = [(words("when"), when), (words("where"), ", ".join(event.where))]
    yield from (f"- {name}{words('colon')}{escaped(value)}" for name, value in facts if value)
    yield f"- {words.count('origins', len(ix.comparison.origins) or len(ix.letters))}\n"
    for account, letter in ix.letters.items():
        held = ix.accounts[account]
        published = say_day(words, held.published.isoformat()) if held.published else words("undated")
        parts = (label(held), held.title, held.byline, file_name(held), published)
        yield f"- **{letter}** {escaped(' · '.join(dict.fromkeys(part for part in parts if part)))}"


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    yield from (f"| {' | '.join(line)} |" for line in lines)


def _grid(ix: Index, words: Words, grid: tuple[Row, ...]) -> Iterator[str]:
    shared = [row for row in grid if row.kind in SHARED]
    yield f"\n## {words('title.grid')}\n"
    if not shared:
        yield words("no_points")
        return
    yield from _table([words("relation_head"), *ix.letters.values()], (_row(ix, words, row) for row in shared))


def _row(ix: Index, words: Words, row: Row) -> Iterator[str]:
    name = f"{row.symbol} {words(f'relation.{row.kind}')}"
    codes = ", ".join(dict.fromkeys(words.known("reason", reason.code) for reason in row.point.reasons))
    parts = (f"**{escaped(name)}**", words.count("origins_short", row.point.origins), escaped(codes))
    yield "<br>".join(part for part in parts if part)
    yield from (_cell(ix, words, cell) for cell in row.cells)


def _cell(ix: Index, words: Words, cell: Cell) -> str:
    stand = escaped(f"{STANCES[cell.stance]} {words(f'stand.{cell.stance}')}")
    return "<br>".join([stand, *(_claim(ix, words, claim) for claim in cell.told)])


def _claim(ix: Index, words: Words, claim: Claim) -> str:
    account = ix.owner[claim.id]
    sure = "" if claim.certainty == "CT+" else words(f"certainty.{claim.certainty}")
    by = ", ".join(part for part in (voicing.full_name(ix, words, claim.voice, account), sure) if part)
    quoted = escaped(words.quote(said(ix.accounts[account], claim.span)))
    return f"{quoted} — *{escaped(by)}*" if by else quoted


def _figures(ix: Index, words: Words, grid: tuple[Row, ...]) -> Iterator[str]:
    compared, _ = figure_rows(ix, grid)
    if not compared:
        return
    yield f"\n## {words('title.figures')}\n"
    lines = []
    for row in compared:
        for at, entry in enumerate(row.said):
            voice = voicing.full_name(ix, words, entry.claim.voice, entry.account) if entry.claim else ""
            name = "" if at else naming(ix, row.row, words.quote)[0]
            quoted = words.quote(said(ix.accounts[entry.account], entry.quantity.span))
            shown = (ix.letters[entry.account], say_quantity(words, entry.quantity), quoted, voice)
            lines.append(map(escaped, (name, *shown)))
    yield from _table([words(key) for key in ("point", "account", "value", "as_said", "voice_head")], lines)


def _alone(ix: Index, words: Words, grid: tuple[Row, ...]) -> Iterator[str]:
    """What each account says that no independent one does, in the order of its text."""
    only = [cell for row in grid if row.kind not in SHARED for cell in row.cells if cell.claims]
    for account, letter in ix.letters.items():
        own = sorted((c for cell in only if cell.account == account for c in cell.claims), key=lambda c: (c.span, c.id))
        if own:
            name = f"{label(ix.accounts[account])} · {words('fold_rest')}"
            yield f"\n## {letter} · {escaped(name)}\n"
            yield from (f"- {_claim(ix, words, claim)}" for claim in own)
