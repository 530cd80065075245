"""What several accounts are about: day, places, actors and title, as far as they share them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from contrechamp.model import Actor, ActorKind, Event, Extraction
from contrechamp.text.fold import fold_words

LEAD = 600
"""Characters of an account's beginning: when and where stand there."""

MOST_ACTORS = 8
MOST_PLACES = 4
_WORD = re.compile(r"\w+")


def find_event(extractions: Sequence[Extraction]) -> Event:
    """The event header; None and empty where the accounts share nothing. The order of the extractions does not
    matter."""
    when = _when(extractions)
    return Event(
        title=_title(extractions),
        when=when,
        where=_where(extractions, when),
        actors=tuple(_shared_actors(extractions)),
    )


def _title(extractions: Sequence[Extraction]) -> str | None:
    """The title that stands nearest to all accounts: without wording that pushes, then with most words that the other
    accounts use too, then the shortest, which has least room for a stance."""
    words = {e.account.id: frozenset(_WORD.findall(fold_words(e.account.text))) for e in extractions}
    ranked: list[tuple[bool, float, int, str]] = []
    for extraction in extractions:
        account = extraction.account
        if account.title:
            pushing = any(technique.span.start < _head(extraction) for technique in extraction.techniques)
            others = [held for id, held in words.items() if id != account.id]
            ranked.append((pushing, -_shared(account.title, others), len(account.title), account.title))
    return min(ranked, default=(False, 0.0, 0, None))[3]


def _head(extraction: Extraction) -> int:
    """Where the title ends that an account's text begins with; 0 where it does not begin so."""
    title = extraction.account.title or ""
    at = extraction.account.text.find(title)
    return at + len(title) if title and 0 <= at < LEAD else 0


def _shared(title: str, others: Sequence[frozenset[str]]) -> float:
    """What part of a title's longer words the other accounts use too, in tenths: among like ones length decides."""
    long = [word for word in _WORD.findall(fold_words(title)) if len(word) > 3]
    held = sum(sum(word in other for other in others) for word in long)
    return round(held / max(1, len(long) * len(others)), 1)


def _when(extractions: Sequence[Extraction]) -> str | None:
    """The day that most accounts name, in their texts or in the addresses that they cite; completed if it is
    partial."""
    from contrechamp.extract.times.completion import event_date

    return event_date(
        {extraction.account.id: extraction.times for extraction in extractions},
        {extraction.account.id: extraction.account.published for extraction in extractions},
        links=cited_days(extractions),
    )


def cited_days(extractions: Sequence[Extraction]) -> dict[str, tuple[date, ...]]:
    """By account, the dates in the web addresses that stand in its text."""
    from contrechamp.extract.times import dates_in_links

    return {
        extraction.account.id: dates_in_links(" ".join([extraction.account.text, *extraction.account.links]))
        for extraction in extractions
    }


def _where(extractions: Sequence[Extraction], when: str | None) -> tuple[str, ...]:
    """Names of places in the first sentences of an account: those that most accounts name, then those that are named
    beside the day of the event, then those named most often.

    A name that is read as something else as often as a place (a firm and its site) is none.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    first: dict[str, int] = {}
    dated: Counter[str] = Counter()
    read = Counter((actor.name, actor.kind is ActorKind.PLACE) for e in extractions for actor in e.actors)
    for extraction in extractions:
        days = _sentences_of(extraction, when)
        for actor in extraction.actors:
            if actor.kind is ActorKind.PLACE and read[actor.name, True] > read[actor.name, False]:
                owners[actor.name].add(extraction.account.id)
                first[actor.name] = min(actor.span.start, first.get(actor.name, LEAD))
                dated[actor.name] += _sentence_at(extraction, actor.span.start) in days
    kept = [name for name in owners if first[name] < LEAD // 2]
    order = {name: (-len(owners[name]), -dated[name], -read[name, True], first[name], name) for name in kept}
    return tuple(sorted(kept, key=order.__getitem__)[:MOST_PLACES])


def _sentences_of(extraction: Extraction, when: str | None) -> frozenset[int]:
    """The numbers of the sentences that name the day, with its year or without."""
    if when is None:
        return frozenset()
    named = (time for time in extraction.times if time.timex in (when, f"XXXX{when[4:]}"))
    return frozenset(_sentence_at(extraction, time.span.start) for time in named)


def _sentence_at(extraction: Extraction, offset: int) -> int:
    return bisect_right(extraction.sentences, offset, key=lambda span: span.start)


def _shared_actors(extractions: Sequence[Extraction]) -> Iterable[str]:
    """The keys of actors that two accounts speak of, the most prominent first: first mentioned, often mentioned.

    A name that is read as two actors (a firm and its founder) stands once, for the more prominent.
    """
    worth: Counter[str] = Counter()
    owners: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        length = max(1, len(extraction.account.text))
        for actor in extraction.actors:
            if actor.kind not in (ActorKind.GROUP, ActorKind.PLACE):
                owners[actor.key].add(extraction.account.id)
                worth[actor.key] += _worth(actor, length)
    names = {actor.key: actor.name for extraction in extractions for actor in extraction.actors}
    shared = [key for key, accounts in owners.items() if len(accounts) > 1]
    first: dict[str, str] = {}
    for key in sorted(shared, key=lambda key: (-len(owners[key]), -worth[key], key)):
        first.setdefault(names[key], key)
    return list(first.values())[:MOST_ACTORS]


def _worth(actor: Actor, length: int) -> int:
    person = 2 if actor.kind is ActorKind.PERSON else 1
    return person * (3 if actor.span.start < min(LEAD, length) else 1)
