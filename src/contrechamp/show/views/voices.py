"""The voices view: who speaks, in which account, and how surely; and the wording that was marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from contrechamp.model import Certainty, Claim, Extraction, Technique, VoiceKind
from contrechamp.show import voicing
from contrechamp.show.grid import outermost
from contrechamp.show.index import said
from contrechamp.show.quotes import Quote, Quotes
from contrechamp.show.views.grid import COLUMNS
from contrechamp.show.voicing import Speaker

_TABLE = 14
"""Voices that stand in a table even when one account alone has them; of more, those are folded."""

_HEDGED = 12
"""Uncertain claims of an author that are listed; the texts have all."""


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice that is not an author: its claims, one cell an account."""

    code: str
    hue: int
    name: str
    kind: str
    kind_label: str
    cells: tuple[tuple[str, tuple[Quote, ...]], ...]


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """How much an author says on his own word, how surely, and what he leaves uncertain."""

    letter: str
    name: str
    claims: str
    by_certainty: tuple[tuple[str, str, int], ...]
    reported: str
    hedged: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class VoicesView:
    """Authors, the voices in several accounts, and by account (letter, how many, voices) those in one alone."""

    authors: tuple[AuthorRow, ...]
    voices: tuple[VoiceRow, ...]
    single: tuple[tuple[str, str, tuple[VoiceRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One technique: its words, where they lead, its cue, whose words they are."""

    name: str
    words: str
    href: str
    cues: tuple[str, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The techniques of one account. `cues`: whether some cue is more, or less, than the marked words themselves."""

    letter: str
    count: str
    lines: tuple[WordingLine, ...]
    cues: bool = True


def voices_view(quotes: Quotes) -> VoicesView:
    """Every voice with its claims, in the order of the texts."""
    others = [speaker for speaker in quotes.speakers if speaker.kind is not VoiceKind.AUTHOR]
    authors = [_author(quotes, extraction.account.id) for extraction in quotes.ix.comparison.extractions]
    rows = [_voice(quotes, speaker) for speaker in others]
    few = len(rows) <= _TABLE and len(quotes.ix.letters) <= COLUMNS
    shared = [row for row in rows if few or sum(bool(cell[1]) for cell in row.cells) > 1]
    return VoicesView(tuple(authors), tuple(shared), tuple(_single(quotes, [row for row in rows if row not in shared])))


def _single(quotes: Quotes, rows: list[VoiceRow]) -> Iterator[tuple[str, str, tuple[VoiceRow, ...]]]:
    """The voices of one account alone, account by account."""
    for letter in quotes.ix.letters.values():
        own = tuple(row for row in rows if any(held and name == letter for name, held in row.cells))
        if own:
            yield letter, quotes.words.count("voices", len(own)), own


def _voice(quotes: Quotes, speaker: Speaker) -> VoiceRow:
    ix = quotes.ix
    said_in: dict[str, list[Claim]] = {}
    for claim in sorted((ix.claims[c] for c in speaker.claims), key=lambda claim: (claim.span, claim.id)):
        said_in.setdefault(ix.owner[claim.id], []).append(claim)
    cells = [
        (letter, tuple(map(quotes.quote, outermost(said_in.get(account, ())))))
        for account, letter in ix.letters.items()
    ]
    return VoiceRow(
        speaker.code,
        quotes.places[speaker.key] % 6,
        speaker.name,
        speaker.kind.value,
        quotes.words(f"voice_kind.{speaker.kind}"),
        tuple(cells),
    )


def _author(quotes: Quotes, account: str) -> AuthorRow:
    ix, words = quotes.ix, quotes.words
    claims = [claim for claim in ix.claims.values() if ix.owner[claim.id] == account]
    own = [claim for claim in claims if claim.voice.kind is VoiceKind.AUTHOR]
    numbers = Counter(claim.certainty for claim in own)
    known = [(c.value, words(f"certainty.{c}"), numbers[c]) for c in Certainty if numbers[c]]
    unsure = [claim for claim in own if claim.certainty not in (Certainty.CERTAIN, Certainty.CERTAIN_NOT)]
    unsure.sort(key=lambda claim: (claim.span, claim.id))
    return AuthorRow(
        letter=ix.letters[account],
        name=voicing.author(ix.accounts[account]),
        claims=words.count("own", len(own)),
        by_certainty=tuple(known),
        reported=words.count("reported", len(claims) - len(own)),
        hedged=tuple(quotes.quote(claim) for claim in unsure[:_HEDGED]),
    )


def wording_view(quotes: Quotes) -> tuple[Wording, ...]:
    """The techniques, account by account."""
    made = []
    for extraction in quotes.ix.comparison.extractions:
        letter, lines = quotes.ix.letters[extraction.account.id], tuple(_wording(quotes, extraction))
        if lines:
            cues = any(line.cues != (line.words,) for line in lines)
            made.append(Wording(letter, quotes.words.count("wordings", len(lines)), lines, cues))
    return tuple(made)


def _wording(quotes: Quotes, extraction: Extraction) -> Iterator[WordingLine]:
    ix, words, account = quotes.ix, quotes.words, extraction.account
    for technique in extraction.techniques:
        voice = voicing.full_name(ix, words, technique.voice, account.id)
        yield WordingLine(
            words.known("technique", technique.name),
            said(account, technique.span),
            _leads(quotes, extraction, technique),
            tuple(said(account, cue) for cue in technique.evidence.cues),
            voice or words("author_of", letter=ix.letters[account.id]),
        )


def _leads(quotes: Quotes, extraction: Extraction, technique: Technique) -> str:
    """Where marked words lead: to the shortest claim that holds them, else to the text."""
    at, account = technique.span, extraction.account.id
    holding = (c for c in extraction.claims if c.span.start <= at.start and at.end <= c.span.end)
    claim = min(holding, key=lambda c: (c.span.end - c.span.start, c.id), default=None)
    return quotes.links.claim(claim.id) if claim else quotes.links.text(account, quotes.ix.letters[account])
