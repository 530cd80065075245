"""A dossier of as many accounts as one likes, all made up: each reads the same counters, with its own figures."""

from __future__ import annotations

from tests.samples.builder import Telling

from contrechamp.model import (
    Comparison,
    Copy,
    Edit,
    Event,
    Passage,
    Point,
    Reason,
    RelationKind,
    Span,
    Stand,
    StandKind,
)

SENTENCES = 36
KINDS = (RelationKind.FIGURES_DIFFER, RelationKind.AGREE, RelationKind.CONFLICT, RelationKind.NOT_COMPARABLE)


def crowded(accounts: int) -> Comparison:
    """`accounts` tellings of 36 sentences each: every sentence is a point of all accounts; the last one is a copy."""
    tellings = [_telling(at) for at in range(accounts)]
    return Comparison(
        event=Event("Relevé des compteurs de Brême", "2025-03-04", ("Brême",), ("organisation:regie",)),
        accounts=tuple(t.account for t in tellings),
        extractions=tuple(t.made() for t in tellings),
        points=tuple(_point(tellings, at) for at in range(SENTENCES)),
        copies=tuple(_copy(tellings[at], tellings[at + 1]) for at in range(accounts - 1)),
        origins=tuple((t.account.id,) for t in tellings),
    )


def _sentence(at: int, account: int) -> str:
    number = 100 + 3 * at + account
    day = f"{1 + at % 28} mars 2025"
    return f"Le compteur {at} de la rue {at}-{account} marquait {number} unités le {day}, selon la régie."


def _telling(account: int) -> Telling:
    text = "\n\n".join(
        " ".join(_sentence(at, account) for at in range(first, first + 4)) for first in range(0, SENTENCES, 4)
    )
    t = Telling(f"releve-{account}.txt", text, title=f"Relevé {account}", outlet=f"La Gazette de Brême {account}")
    for at in range(SENTENCES):
        sentence = _sentence(at, account)
        words, number = sentence.removesuffix(", selon la régie."), 100 + 3 * at + account
        start = text.index(sentence)
        figure = t.figure(f"{number} unités le {1 + at % 28} mars", str(number), number, number, counted="unité")
        day = t.time(f"{1 + at % 28} mars 2025, selon", f"2025-03-{1 + at % 28:02}", f"2025-03-{1 + at % 28:02}")
        voice = t.voice(f"régie {at % 5}", "la régie", "selon", actor="organisation:regie") if at % 2 else None
        t.claim(words, "CT+", voice, "indirect" if voice else "author", quantities=[figure], times=[day])
        assert t.claims[-1].span.start == start
    return t


def _point(tellings: list[Telling], at: int) -> Point:
    stands = tuple(Stand(t.account.id, StandKind.ASSERTS, (t.claims[at].id,)) for t in tellings)
    passages = tuple(Passage(t.account.id, t.quantities[at].span) for t in tellings)
    return Point(
        tellings[0].claims[at].id, f"compteur {at}", KINDS[at % 4], stands, len(tellings), (Reason("figure", passages),)
    )


def _copy(left: Telling, right: Telling) -> Copy:
    spans = [Span(0, t.claims[3].span.end) for t in (left, right)]
    edit = Edit("replace", Passage(left.account.id, left.quantities[0].number),
                Passage(right.account.id, right.quantities[0].number))  # fmt: skip
    return Copy(Passage(left.account.id, spans[0]), Passage(right.account.id, spans[1]), 0.8, (edit,))
