"""The whole texts with their marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from contrechamp.model import Claim, Extraction, VoiceKind
from contrechamp.show.grid import SHARED, Row
from contrechamp.show.index import label
from contrechamp.show.marked import Mark, anchor, paragraphs
from contrechamp.show.quotes import Quotes
from contrechamp.show.values import say_quantity, say_time

HUES = 6
"""Voices have this many underlines; the letter tells them apart beyond."""


@dataclass(frozen=True, slots=True)
class TextView:
    """One account's text, paragraph by paragraph."""

    letter: str
    name: str
    title: str
    language: str
    paragraphs: tuple[Markup, ...]


def texts_view(quotes: Quotes, grid: tuple[Row, ...]) -> tuple[TextView, ...]:
    """Every account's text, in their order."""
    disputed = points_of_claims(grid)
    return tuple(_text(quotes, extraction, disputed) for extraction in quotes.ix.comparison.extractions)


def points_of_claims(grid: tuple[Row, ...]) -> dict[str, Row]:
    """The first row of the grid that a claim is in, among the shared ones."""
    found: dict[str, Row] = {}
    for row in grid:
        if row.kind in SHARED:
            for cell in row.cells:
                for claim in cell.claims:
                    found.setdefault(claim.id, row)
    return found


def _text(quotes: Quotes, extraction: Extraction, disputed: dict[str, Row]) -> TextView:
    account = extraction.account
    marks = dict.fromkeys((*claim_marks(quotes, extraction, disputed), *other_marks(quotes, extraction)))
    return TextView(
        quotes.ix.letters[account.id],
        label(account),
        account.title if account.title and account.title != label(account) else "",
        account.language,
        tuple(paragraphs(account.text, marks)),
    )


def claim_marks(quotes: Quotes, extraction: Extraction, disputed: dict[str, Row]) -> Iterator[Mark]:
    """Claims with their voice, and the words that name the voice or mark its speech."""
    linked: set[tuple[int, str]] = set()
    for claim in extraction.claims:
        speaker = quotes.speaker(claim.id)
        hue = f"v{(quotes.places[speaker.key]) % HUES}"
        own = claim.voice.kind is VoiceKind.AUTHOR
        row = disputed.get(claim.id)
        place = (claim.span.end, row.point.id if row else "")
        yield Mark(
            claim.span.start,
            claim.span.end,
            "claim own" if own else f"claim rep {hue} {claim.voice.kind}",
            id=anchor("c", claim.id),
            title=_about(quotes, claim, extraction.account.id),
            code=speaker.code,
            after=_link(quotes, row) if row and place not in linked else None,
        )
        linked.add(place)
        for span in (claim.voice.span, claim.voice.cue):
            if span:
                yield Mark(span.start, span.end, f"voice {hue}")


def _about(quotes: Quotes, claim: Claim, account: str) -> str:
    quote = quotes.quote(claim)
    voice = quote.voice or quotes.words("author_of", letter=quotes.ix.letters[account])
    return f"{voice} · {quotes.words(f'certainty.{claim.certainty}')}"


def _link(quotes: Quotes, row: Row) -> Markup:
    """The sign of the relation, leading to the row of the grid."""
    name = quotes.words(f"relation.{row.kind}")
    said = f"{name}, {quotes.words('back_to_grid')}"
    return Markup('<a class="rel r-{}" href="{}" title="{}" aria-label="{}">{}</a>').format(
        row.kind.value, quotes.links.point(row.point.id), said, said, row.symbol
    )


def other_marks(quotes: Quotes, extraction: Extraction) -> Iterator[Mark]:
    """Figures, dates, actors and wordings, each with its value as a title."""
    words = quotes.words
    for quantity in extraction.quantities:
        yield Mark(quantity.span.start, quantity.span.end, "figure", title=say_quantity(words, quantity))
    for time in extraction.times:
        yield Mark(time.span.start, time.span.end, "time", title=say_time(words, time))
    for actor in extraction.actors:
        yield Mark(actor.span.start, actor.span.end, "actor", title=actor.name)
    for technique in extraction.techniques:
        called = words.known("technique", technique.name)
        yield Mark(technique.span.start, technique.span.end, "technique", title=called)
