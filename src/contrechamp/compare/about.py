"""What several accounts are about: day, places, actors and title, as far as they share them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from contrechamp.model import Actor, ActorKind, Event, Extraction

LEAD = 600
"""Characters of an account's beginning: when and where stand there."""

MOST_ACTORS = 8
MOST_PLACES = 4


def find_event(extractions: Sequence[Extraction]) -> Event:
    """The event header; None and empty where the accounts share nothing. The order of the extractions does not
    matter."""
    return Event(
        title=_title(extractions),
        when=_when(extractions),
        where=_where(extractions),
        actors=tuple(_shared_actors(extractions)),
    )


def _title(extractions: Sequence[Extraction]) -> str | None:
    """The shortest of the accounts' titles: the one with least room for a stance."""
    titles = {extraction.account.title for extraction in extractions if extraction.account.title}
    return min(titles, key=lambda title: (len(title), title), default=None)


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


def _where(extractions: Sequence[Extraction]) -> tuple[str, ...]:
    """Names of places in the first sentences of an account: those that most accounts name, and name most often, first.

    A name that is read as something else as often as a place (a firm and its site) is none.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    first: dict[str, int] = {}
    read = Counter((actor.name, actor.kind is ActorKind.PLACE) for e in extractions for actor in e.actors)
    for extraction in extractions:
        for actor in extraction.actors:
            if actor.kind is ActorKind.PLACE and read[actor.name, True] > read[actor.name, False]:
                owners[actor.name].add(extraction.account.id)
                first[actor.name] = min(actor.span.start, first.get(actor.name, LEAD))
    kept = [name for name in owners if first[name] < LEAD // 2]
    return tuple(
        sorted(kept, key=lambda name: (-len(owners[name]), -read[name, True], first[name], name))[:MOST_PLACES]
    )


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
