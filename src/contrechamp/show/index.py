"""Who is who in a comparison: letters of the accounts, records by id, names by key, words by span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from contrechamp.model import GIVEN, Account, Claim, Comparison, Passage, Quantity, Span, Time, Voice, VoiceKind


@dataclass(frozen=True, slots=True)
class Index:
    """A comparison with what the views look up in it."""

    comparison: Comparison
    letters: dict[str, str]
    places: dict[str, int]
    accounts: dict[str, Account]
    claims: dict[str, Claim]
    owner: dict[str, str]
    quantities: dict[str, Quantity]
    times: dict[str, Time]
    names: dict[str, str]
    sentences: dict[str, tuple[Span, ...]]

    def sentences_over(self, account: str, span: Span) -> tuple[Span, ...]:
        """The sentences of an account that a span touches."""
        held = self.sentences[account]
        first = bisect_right(held, span.start, key=lambda sentence: sentence.end)
        last = bisect_left(held, span.end, key=lambda sentence: sentence.start)
        return held[first:last]

    def words(self, passage: Passage) -> str:
        """The exact words of a passage."""
        return said(self.accounts[passage.account], passage.span)

    def claim_words(self, claim: str) -> str:
        """The exact words of a claim, by its id."""
        return said(self.accounts[self.owner[claim]], self.claims[claim].span)


def index(comparison: Comparison) -> Index:
    """The index of a comparison. O(n) in its records. Claims that two accounts share by id keep the first."""
    claims: dict[str, Claim] = {}
    owner: dict[str, str] = {}
    quantities: dict[str, Quantity] = {}
    times: dict[str, Time] = {}
    names: dict[str, str] = {}
    for extraction in comparison.extractions:
        for claim in extraction.claims:
            claims.setdefault(claim.id, claim)
            owner.setdefault(claim.id, extraction.account.id)
        quantities |= {quantity.id: quantity for quantity in extraction.quantities}
        times |= {time.id: time for time in extraction.times}
        for actor in extraction.actors:
            names.setdefault(actor.key, actor.name)
    return Index(
        comparison=comparison,
        letters={account.id: letter(at) for at, account in enumerate(comparison.accounts)},
        places={account.id: at for at, account in enumerate(comparison.accounts)},
        accounts={account.id: account for account in comparison.accounts},
        claims=claims,
        owner=owner,
        quantities=quantities,
        times=times,
        names=names,
        sentences={e.account.id: tuple(sorted(e.sentences)) for e in comparison.extractions},
    )


def letter(at: int) -> str:
    """The letter of the account at a place: A … Z, AA, AB …"""
    said, rest = "", at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        said = chr(65 + digit) + said
    return said


def said(account: Account, span: Span) -> str:
    """The words of a span on one line: `account.text[start:end]` with line breaks as spaces."""
    return " ".join(account.text[span.start : span.end].split("\n"))


def label(account: Account) -> str:
    """What an account is called: as people renamed it, else its outlet, its byline, its title, its file, its id."""
    if account.found_in.get("name") == GIVEN:
        return account.name
    return account.outlet or account.byline or account.title or file_name(account) or account.id


def short_label(account: Account) -> str:
    """The same in a few words, for the head of a column."""
    called = label(account)
    return called if len(called) <= _SHORT else called[:_SHORT].rsplit(" ", 1)[0] + " …"


_SHORT = 42


def file_name(account: Account) -> str:
    """The name of the account's file without its folder, which is nobody's business but the owner's."""
    if account.found_in.get("name") == GIVEN:
        return account.name
    return re.split(r"[/\\]", account.name)[-1]


def chain(voice: Voice) -> tuple[Voice, ...]:
    """The voices from the outermost that is not the author to `voice` itself; empty for the author's own words."""
    links: list[Voice] = []
    held: Voice | None = voice
    while held is not None and len(links) < 10:
        if held.kind is not VoiceKind.AUTHOR:
            links.append(held)
        held = held.within
    return tuple(reversed(links))
