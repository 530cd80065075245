"""The columns of the reading: texts with their marks, cut into parts, and what is open in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from contrechamp.model import Claim, Extraction, Span
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.edits import edit_marks, sources_of
from contrechamp.serve.views.paging import Pages, cut, page_of
from contrechamp.serve.views.stretches import stretches
from contrechamp.show.grid import SHARED, Row
from contrechamp.show.index import label, short_label
from contrechamp.show.marked import Mark, anchor, render
from contrechamp.show.quotes import Quotes
from contrechamp.show.views.texts import claim_marks, other_marks

KINDS = ("claim", "voice", "figure", "time", "actor", "technique")
SHOWN_AT_FIRST = ("claim", "voice", "figure", "time")
MOST, USUAL = 6, 3
"""Columns that can stand side by side, and how many are opened at first."""

_BYTES = 190_000
"""What all columns together may weigh."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for.

    `accounts`: ids; `at`: account and offset of a sentence, `end`: that of words in it; `point`, `claim`: ids.
    """

    accounts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = SHOWN_AT_FIRST
    voices: frozenset[str] = frozenset()
    own: bool = False
    edits: bool = False
    point: str = ""
    claim: str = ""
    at: tuple[str, int] | None = None
    parts: tuple[tuple[str, int], ...] = ()
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One account's text, or the part of it that is open."""

    id: str
    letter: str
    name: str
    short: str
    title: str
    language: str
    html: tuple[Markup, ...]
    pages: Pages
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands side by side, and what is open: a point or a sentence."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    here: str
    sentence: Span | None
    can_show_edits: bool


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit up in one column: claims by id, the sentence that is open, the words that notes stand on."""

    claims: frozenset[str]
    sentence: Span | None
    notes: tuple[Span, ...]


def reading(desk: Desk, asked: Asked, noted: Mapping[str, tuple[Span, ...]]) -> Reading:
    """The columns, and the rows that the margin is about. `noted`: words that notes stand on, by account."""
    rows, here, sentence = opened(desk, asked)
    chosen = _columns(desk, asked, rows, here)
    claims = frozenset(claim.id for row in rows for cell in row.cells for claim in cell.claims)
    claims |= {asked.claim} & desk.ix.claims.keys()
    asked = replace(asked, accounts=chosen)
    made = [
        _column(desk, asked, account, Lit(claims, sentence if account == here else None, noted.get(account, ())))
        for account in chosen
    ]
    return Reading(tuple(made), rows, here, sentence, any(sources_of(desk, account) for account in chosen))


def sentence_at(desk: Desk, account: str, start: int) -> Span | None:
    """The sentence of an account that holds the character at `start`, if there is one."""
    if account not in desk.ix.accounts or not 0 <= start < len(desk.ix.accounts[account].text):
        return None
    found = desk.ix.sentences_over(account, Span(start, start + 1))
    return found[0] if found else None


def opened(desk: Desk, asked: Asked) -> tuple[tuple[Row, ...], str, Span | None]:
    """The rows that are open, with the account and the sentence that opened them."""
    if asked.at and (sentence := sentence_at(desk, *asked.at)):
        return rows_over(desk, asked.at[0], sentence), asked.at[0], sentence
    if asked.point in desk.row_of:
        return (desk.row_of[asked.point],), "", None
    if asked.claim in desk.ix.claims:
        account = desk.ix.owner[asked.claim]
        sentence = sentence_at(desk, account, desk.ix.claims[asked.claim].span.start)
        return desk.rows_of_claim.get(asked.claim, ()), account, sentence
    return (), "", None


def rows_over(desk: Desk, account: str, sentence: Span) -> tuple[Row, ...]:
    """The rows that speak of a sentence, in the order of the grid."""
    found = {
        row.point.id: row for claim in desk.claims_over(account, sentence) for row in desk.rows_of_claim.get(claim, ())
    }
    return tuple(row for row in desk.rows if row.point.id in found)


def words_of(desk: Desk, account: str, sentence: Span | None) -> str:
    """The words of a sentence on one line; empty for none."""
    return " ".join(desk.ix.accounts[account].text[sentence.start : sentence.end].split()) if sentence else ""


def _columns(desk: Desk, asked: Asked, rows: tuple[Row, ...], here: str) -> tuple[str, ...]:
    """The accounts that are asked for; else those that speak on what is open, else the first ones."""
    known = [account for account in dict.fromkeys(asked.accounts) if account in desk.ix.accounts][:MOST]
    if here and here not in known:
        known = [here, *known][:MOST]
    if len(asked.accounts) and known:
        return tuple(known)
    speaking = [cell.account for row in rows for cell in row.cells if cell.claims]
    wished = list(dict.fromkeys((*known, *speaking, *desk.ix.accounts)))[:USUAL]
    return tuple(account for account in desk.ix.accounts if account in wished)


def _column(desk: Desk, asked: Asked, id_: str, lit: Lit) -> Column:
    extraction = next(e for e in desk.comparison.extractions if e.account.id == id_)
    account = extraction.account
    spans = stretches(account.text, extraction.sentences)
    weigh = _weights(desk, extraction)
    budget = _BYTES // max(len(asked.accounts), 1)
    held, pages = cut(spans, dict(asked.parts).get(id_, 1), weigh, budget=budget, most=400)
    opened = _open_at(extraction, lit)
    if opened is not None and id_ not in dict(asked.parts):
        at = next((at for at, span in enumerate(spans) if span.end > opened), 0)
        held, pages = cut(spans, page_of(pages, at), weigh, budget=budget, most=400)
    source = next(iter(sources_of(desk, id_)), "") if asked.edits else ""
    marks = list(_marks(desk, asked, extraction, lit, source))
    called = label(account)
    return Column(
        id_,
        desk.ix.letters[id_],
        called,
        short_label(account),
        account.title if account.title and account.title != called else "",
        account.language,
        tuple(_drawn(account.text, held, marks)),
        pages,
        desk.ix.letters.get(source, ""),
    )


def _drawn(text: str, held: tuple[Span, ...], marks: list[Mark]) -> Iterator[Markup]:
    """Each stretch with its marks. O(marks + stretches): both are walked once, in order."""
    marks.sort(key=lambda mark: mark.start)
    at, running = 0, list[Mark]()
    for span in held:
        running = [mark for mark in running if mark.end > span.start]
        while at < len(marks) and marks[at].start < span.end:
            if marks[at].end > span.start:
                running.append(marks[at])
            at += 1
        yield render(text, span.start, span.end, running)


def _open_at(extraction: Extraction, lit: Lit) -> int | None:
    """Where the column is opened: its sentence, else the first of its claims that is open."""
    if lit.sentence:
        return lit.sentence.start
    return min((claim.span.start for claim in extraction.claims if claim.id in lit.claims), default=None)


def _weights(desk: Desk, extraction: Extraction) -> Callable[[Span], int]:
    """What a stretch weighs: its words, and the markup of what begins in it."""
    begun: list[tuple[int, int]] = [(s.start, 90) for s in extraction.sentences]
    begun += [(c.span.start, 230 + 230 * bool(_shared(desk, c))) for c in extraction.claims]
    kinds = (extraction.quantities, extraction.times, extraction.actors, extraction.techniques)
    begun += [(mark.span.start, 90) for kind in kinds for mark in kind]
    begun.sort()
    starts = [start for start, _ in begun]
    sums = [0]
    for _, weight in begun:
        sums.append(sums[-1] + weight)

    def weigh(span: Span) -> int:
        return span.end - span.start + sums[bisect_left(starts, span.end)] - sums[bisect_left(starts, span.start)]

    return weigh


def _shared(desk: Desk, claim: Claim) -> Row | None:
    return next((row for row in desk.rows_of_claim.get(claim.id, ()) if row.kind in SHARED), None)


def _marks(desk: Desk, asked: Asked, extraction: Extraction, lit: Lit, source: str) -> Iterator[Mark]:
    """Sentences, claims, figures …, and an origin's edits."""
    account, quotes = extraction.account.id, _with_margin(desk, asked)
    shared = {claim.id: row for claim in extraction.claims if (row := _shared(desk, claim))}
    has_points = {s for c in shared for s in desk.ix.sentences_over(account, desk.ix.claims[c].span)}
    for held in extraction.sentences:
        classes = "s" + (" has" if held in has_points else "") + (" here" if held == lit.sentence else "")
        yield Mark(held.start, held.end, classes, id=f"s-{account[:12]}-{held.start}", tag="span")
    by_anchor = {anchor("c", claim.id): claim for claim in extraction.claims}
    for mark in dict.fromkeys(claim_marks(quotes, extraction, shared)):
        claim = by_anchor.get(mark.id)
        yield replace(mark, classes=mark.classes + _more(desk, asked, claim, lit)) if claim else mark
    yield from other_marks(quotes, extraction)
    for span in lit.notes:
        yield Mark(span.start, span.end, "noted")
    if asked.at and asked.end and asked.at[0] == account and asked.at[1] < asked.end <= len(extraction.account.text):
        yield Mark(asked.at[1], asked.end, "found", id="found")
    if source:
        yield from edit_marks(desk, source, account)


def _with_margin(desk: Desk, asked: Asked) -> Quotes:
    """Quotes whose points open in the margin of this reading."""
    kept = urlencode({"a": asked.accounts}, doseq=True)
    found = copy(desk.quotes)
    found.links = replace(
        desk.links, point=lambda id_: f"{desk.base}/read?{kept}{'&' if kept else ''}point={id_}#margin"
    )
    return found


def _more(desk: Desk, asked: Asked, claim: Claim, lit: Lit) -> str:
    """Classes of a claim: its points, whether it is open, and whether its voice is among those that are listened to."""
    points = [anchor("p", row.point.id) for row in desk.rows_of_claim.get(claim.id, ()) if row.kind in SHARED]
    deaf = bool(asked.voices) and desk.quotes.speaker(claim.id).key not in asked.voices
    return "".join(f" {name}" for name in (*points, *(["open"] * (claim.id in lit.claims)), *(["deaf"] * deaf)))
