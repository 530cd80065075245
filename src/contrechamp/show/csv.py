"""Tables of a comparison as CSV: one kind of record a table, one record a row, UTF-8, comma, RFC 4180 line ends.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, also where blanks, quotation marks or
invisible characters stand before the sign. A spreadsheet that cuts lines at semicolons, as those of French systems do,
begins a cell after each, and one that cuts at tabs likewise: there too. Every other cell is the exact words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO

from contrechamp.errors import UnknownFormat, said
from contrechamp.model import Comparison, Span
from contrechamp.show import voicing
from contrechamp.show.grid import rows
from contrechamp.show.index import Index, file_name, index, label
from contrechamp.show.strings import Words
from contrechamp.show.strings import words as words_of

Cell = str | int | float | bool | None
Line = dict[str, Cell]

_BEFORE = r"""[\s"'\u200b-\u200f\u2060\ufeff]{0,99}"""
_SIGN = r"[=+@\-\uff1d\uff0b\uff20\uff0d]"
_FORMULA = re.compile(rf"^(?=[\t\r\n]|{_BEFORE}{_SIGN})|(?<=[;\t\r\n])(?={_BEFORE}{_SIGN})")
"""Where a cell, or what a cell may be cut into, begins with what makes a formula; full-width signs count in some."""


def to_csv(comparison: Comparison, language: str = "fr") -> str:
    """The grid in long form: a row for each claim in each point, and one for each account that is silent."""
    return table(comparison, "points", language)


def table(comparison: Comparison, kind: str, language: str = "fr") -> str:
    """One of `TABLES` as CSV, with a head line even when there is nothing in it. Raises UnknownFormat."""
    if kind not in TABLES:
        choice = ", ".join(TABLES)
        raise UnknownFormat(
            said(f"there is no table {kind!r}", f"la table {kind!r} n’existe pas"),
            remedy=said(f"choose one of: {choice}", f"choisir parmi : {choice}"),
        )
    columns, lines = TABLES[kind]
    out = StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    for line in lines(index(comparison), words_of(language)):
        writer.writerow({name: harmless(cell) for name, cell in line.items()})
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe in front of what a spreadsheet would take for a formula."""
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell


def _points(ix: Index, words: Words) -> Iterator[Line]:
    for row in rows(ix):
        point = row.point
        shared: Line = {
            "point": point.id,
            "relation": point.relation.value,
            "label": point.label,
            "origins": point.origins,
            "reasons": " ".join(dict.fromkeys(reason.code for reason in point.reasons)),
        }
        for cell in row.cells:
            own: Line = {**shared, **_account(ix, cell.account), "stand": cell.stand.value}
            for claim in cell.claims:
                yield {**own, **_claim(ix, words, claim.id)}
            if not cell.claims:
                yield own


def _claims(ix: Index, words: Words) -> Iterator[Line]:
    for extraction in ix.comparison.extractions:
        for claim in extraction.claims:
            yield {**_account(ix, extraction.account.id), **_claim(ix, words, claim.id)}


def _claim(ix: Index, words: Words, id_: str) -> Line:
    claim, account = ix.claims[id_], ix.owner[id_]
    return {
        "claim": id_,
        **_span(ix, account, claim.span),
        "voice_kind": claim.voice.kind.value,
        "voice": voicing.full_name(ix, words, claim.voice, account),
        "mode": claim.mode.value,
        "certainty": claim.certainty.value,
    }


def _quantities(ix: Index, words: Words) -> Iterator[Line]:
    for extraction in ix.comparison.extractions:
        account = extraction.account.id
        for q in extraction.quantities:
            value: Line = {"low": q.low, "high": q.high, "approximate": q.approximate}
            of: Line = {"unit": q.unit, "counted": q.counted, "per": q.per}
            yield {**_account(ix, account), "id": q.id, **_span(ix, account, q.span), **value, **of}


def _times(ix: Index, words: Words) -> Iterator[Line]:
    for extraction in ix.comparison.extractions:
        account = extraction.account.id
        for t in extraction.times:
            days: Line = {"earliest": t.earliest, "latest": t.latest, "approximate": t.approximate}
            kind: Line = {"kind": t.kind.value, "timex": t.timex}
            yield {**_account(ix, account), "id": t.id, **_span(ix, account, t.span), **kind, **days}


def _actors(ix: Index, words: Words) -> Iterator[Line]:
    for extraction in ix.comparison.extractions:
        account = extraction.account.id
        for a in extraction.actors:
            of: Line = {"name": a.name, "key": a.key, "kind": a.kind.value, "via": a.via.value}
            yield {**_account(ix, account), "id": a.id, **_span(ix, account, a.span), **of}


def _techniques(ix: Index, words: Words) -> Iterator[Line]:
    for extraction in ix.comparison.extractions:
        account = extraction.account.id
        for t in extraction.techniques:
            said_by: Line = {"voice_kind": t.voice.kind.value, "voice": voicing.full_name(ix, words, t.voice, account)}
            yield {**_account(ix, account), "id": t.id, **_span(ix, account, t.span), "name": t.name, **said_by}


def _accounts(ix: Index, words: Words) -> Iterator[Line]:
    for a in ix.comparison.accounts:
        day = a.published.isoformat() if a.published else None
        about: Line = {"title": a.title, "outlet": a.outlet, "byline": a.byline, "published": day, "url": a.url}
        yield {**_account(ix, a.id), "file": file_name(a), **about, "language": a.language, "sha256": a.sha256}


def _copies(ix: Index, words: Words) -> Iterator[Line]:
    for copy in ix.comparison.copies:
        ends: Line = {}
        for side, passage in (("left", copy.left), ("right", copy.right)):
            ends[f"{side}_letter"] = ix.letters[passage.account]
            ends |= {f"{side}_{name}": held for name, held in _span(ix, passage.account, passage.span).items()}
        yield {**ends, "share": copy.share, "edits": len(copy.edits)}


def _account(ix: Index, account: str) -> Line:
    return {"letter": ix.letters[account], "account": account, "source": label(ix.accounts[account])}


def _span(ix: Index, account: str, span: Span) -> Line:
    return {"start": span.start, "end": span.end, "words": ix.accounts[account].text[span.start : span.end]}


_WHO = ("letter", "account", "source")
_WORDS = ("start", "end", "words")
_SAID = ("claim", *_WORDS, "voice_kind", "voice", "mode", "certainty")
_ENDS = tuple(f"{side}_{name}" for side in ("left", "right") for name in ("letter", *_WORDS))

TABLES: dict[str, tuple[tuple[str, ...], Callable[[Index, Words], Iterator[Line]]]] = {
    "points": (("point", "relation", "label", "origins", "reasons", *_WHO, "stand", *_SAID), _points),
    "claims": ((*_WHO, *_SAID), _claims),
    "quantities": ((*_WHO, "id", *_WORDS, "low", "high", "approximate", "unit", "counted", "per"), _quantities),
    "times": ((*_WHO, "id", *_WORDS, "kind", "timex", "earliest", "latest", "approximate"), _times),
    "actors": ((*_WHO, "id", *_WORDS, "name", "key", "kind", "via"), _actors),
    "techniques": ((*_WHO, "id", *_WORDS, "name", "voice_kind", "voice"), _techniques),
    "accounts": ((*_WHO, "file", "title", "outlet", "byline", "published", "url", "language", "sha256"), _accounts),
    "copies": ((*_ENDS, "share", "edits"), _copies),
}
"""Name of the table → its columns, and the function that yields its lines."""
