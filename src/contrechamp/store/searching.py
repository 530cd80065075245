"""Words in the accounts of a database, as a concordance: each hit with its left and right context.

Words are looked for without case and accents. Several words are looked for in one sentence, in any order; between
quotation marks, one after the other. `mort*` finds every word that begins so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from contrechamp.model import Account, Claim, Extraction, Span, VoiceKind
from contrechamp.store import indexing
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.keeping import extraction_of, marked
from contrechamp.store.records import Hit, Hits
from contrechamp.store.tables import accounts as table
from contrechamp.store.tables import dossiers, extractions
from contrechamp.text.fold import fold_words

AROUND = 60
"""Characters of context on each side: with the match, one line of a wide terminal."""

MOST_WORDS = 20
"""Words of a query that are looked for: what is longer is a text, not a query."""

_QUERY = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a query: folded words in a row, the last of which may be only the beginning of one."""

    words: tuple[str, ...]
    begins: bool
    pattern: re.Pattern[str]


def search(  # noqa: PLR0913  the filters of one query
    store: Store,
    words: str,
    *,
    dossier: str | None = None,
    account: str | None = None,
    voice: str | None = None,
    actor: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Hits:
    """The places where words stand, in the order of dossiers, accounts and texts; the same on SQLite and PostgreSQL.

    `dossier` None looks through all. `account` is an account's id, or its name; `voice` part of the name of who says
    it, or `author`; `actor` an actor's key, or part of the name, mentioned in the claim or sentence. O(n) in the texts
    that hold the words.
    """
    asked = _asked(words)
    if not asked:
        return Hits((), 0, offset)
    found: list[Hit] = []
    total = 0
    with store.reading() as connection:
        for row in _candidates(connection, store, asked, dossier, account):
            needs = voice is not None or actor is not None
            places = list(_places(row["folded"], asked))
            begin, end = max(offset - total, 0), max(offset + limit - total, 0)
            if not needs and (begin >= len(places) or end <= 0):
                total += len(places)
                continue
            hits = list(_hits(connection, row, places if needs else places[begin:end], voice, actor))
            found += hits[begin:end] if needs else hits
            total += len(hits) if needs else len(places)
    return Hits(tuple(found), total, offset)


def _asked(words: str) -> list[Asked]:
    asked: list[Asked] = []
    for phrase, word in _QUERY.findall(fold_words(words)):
        text = phrase or word
        parts = tuple(indexing.WORD.findall(text))[:MOST_WORDS]
        if parts:
            begins = text.endswith("*")
            asked.append(Asked(parts, begins, _pattern(parts, begins)))
    return asked[:MOST_WORDS]


def _pattern(parts: Sequence[str], begins: bool) -> re.Pattern[str]:
    """The words one after the other, whatever stands between them within a sentence."""
    inner = r"(?:(?!\n)[\W_])+".join(map(re.escape, parts))
    return re.compile(rf"(?<![^\W_]){inner}" + (r"[^\W_]*" if begins else r"(?![^\W_])"))


def _candidates(
    connection: Connection, store: Store, asked: Sequence[Asked], dossier: str | None, account: str | None
) -> Iterator[RowMapping]:
    """The present accounts that hold all the words, with their folded text."""
    words = [(word, part.begins and at == len(part.words) - 1) for part in asked for at, word in enumerate(part.words)]
    holders = indexing.holding(connection, words)
    query = (
        select(table, extractions.c.folded, dossiers.c.id.label("dossier_id"))
        .join(extractions, extractions.c.account == table.c.pk)
        .join(dossiers, dossiers.c.pk == table.c.dossier)
        .where(table.c.later.is_(None))
        .order_by(table.c.dossier, table.c.place, table.c.pk)
    )
    if dossier is not None:
        query = query.where(table.c.dossier == row_of(connection, dossier, store.where)["pk"])
    if account is not None:
        query = query.where((table.c.id == account) | (table.c.name == account))
    for row in connection.execute(query).mappings():
        if holders is None or row["pk"] in holders:
            yield row


def _places(folded: str, asked: Sequence[Asked]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The words of each hit, as stretches of the folded text: one word or phrase, or all of them in one sentence."""
    if len(asked) == 1:
        yield from (((found.start(), found.end()),) for found in asked[0].pattern.finditer(folded))
        return
    begin = 0
    for sentence in folded.split("\n"):
        found = [
            (m.start() + begin, m.end() + begin, n)
            for n, part in enumerate(asked)
            for m in part.pattern.finditer(sentence)
        ]
        for window in _windows(sorted(found), len(asked)):
            yield tuple((start, end) for start, end, _ in window)
        begin += len(sentence) + 1


Found = tuple[int, int, int]


def _windows(found: Sequence[Found], wanted: int) -> list[Sequence[Found]]:
    """The narrowest stretches that hold every part of a query, none over another, in their order.

    `found` are the places of one sentence, sorted, each with the number of its part. O(n log n).
    """
    windows: list[Sequence[Found]] = []
    counts, begin = Counter[int](), 0
    for at, (_, _, part) in enumerate(found):
        counts[part] += 1
        while counts[found[begin][2]] > 1:
            counts[found[begin][2]] -= 1
            begin += 1
        if len(counts) == wanted:
            windows.append(found[begin : at + 1])
    chosen: list[Sequence[Found]] = []
    taken: list[tuple[int, int]] = []
    for window in sorted(windows, key=lambda window: (window[-1][1] - window[0][0], window[0])):
        start, end = window[0][0], max(place[1] for place in window)
        at = bisect_left(taken, (start, end))
        if (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= end):
            insort(taken, (start, end))
            chosen.append(window)
    return sorted(chosen, key=lambda window: window[0])


def _hits(
    connection: Connection,
    row: RowMapping,
    places: Sequence[tuple[tuple[int, int], ...]],
    voice: str | None,
    actor: str | None,
) -> Iterator[Hit]:
    if not places:
        return
    extraction = extraction_of(row, marked(connection, [row])[row["pk"]])
    _, view = indexing.folded_text(extraction.account.text, extraction.sentences)
    for place in places:
        words = tuple(view.span(start, end) for start, end in place)
        span = Span(words[0].start, max(word.end for word in words))
        claim = _claim(extraction, span)
        if _says(claim, voice) and _names(extraction, claim, span, actor):
            yield _hit(extraction.account, row["dossier_id"], span, words, claim)


def _claim(extraction: Extraction, span: Span) -> Claim | None:
    """The shortest claim that the words stand in; of two on the same words, the one whose voice is not the author's."""
    around = [claim for claim in extraction.claims if claim.span.start <= span.start and span.end <= claim.span.end]
    return min(
        around,
        key=lambda claim: (claim.span.end - claim.span.start, claim.voice.kind is VoiceKind.AUTHOR, claim.id),
        default=None,
    )


def _says(claim: Claim | None, voice: str | None) -> bool:
    if voice is None:
        return True
    if claim is None or claim.voice.kind is VoiceKind.AUTHOR:
        return voice == VoiceKind.AUTHOR
    if voice == VoiceKind.UNNAMED:
        return claim.voice.kind is VoiceKind.UNNAMED
    said, chain = claim.voice, [claim.voice.name or ""]
    while said.within is not None:
        said = said.within
        chain.append(said.name or "")
    return any(fold_words(voice) in fold_words(name) for name in chain if name) or voice == claim.voice.actor


def _names(extraction: Extraction, claim: Claim | None, span: Span, actor: str | None) -> bool:
    """Whether the actor is mentioned in the claim, or in the sentence where the words are in none."""
    if actor is None:
        return True
    wanted = fold_words(actor)
    around = claim.span if claim else next((s for s in extraction.sentences if s.start <= span.start < s.end), span)
    return any(
        mention.key == actor or wanted in fold_words(mention.name)
        for mention in extraction.actors
        if around.start <= mention.span.start < around.end
    )


def _hit(account: Account, dossier: str, span: Span, words: tuple[Span, ...], claim: Claim | None) -> Hit:
    text = account.text
    speaker = None if claim is None or claim.voice.kind is VoiceKind.AUTHOR else claim.voice.name or ""
    return Hit(
        account=account.id,
        span=span,
        left=text[max(span.start - AROUND, 0) : span.start],
        match=text[span.start : span.end],
        right=text[span.end : span.end + AROUND],
        words=words,
        voice=speaker,
        claim=claim.id if claim else None,
        dossier=dossier,
    )
