"""The head of the page: the event, and each account with what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from contrechamp.model import Account
from contrechamp.show.grid import ORDER, SYMBOLS, kind
from contrechamp.show.index import Index, file_name, label, short_label
from contrechamp.show.strings import Words
from contrechamp.show.values import say_day


@dataclass(frozen=True, slots=True)
class Count:
    """How many points have one relation."""

    relation: str
    symbol: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Head:
    """The event and the counts."""

    title: str
    when: str
    where: tuple[str, ...]
    who: tuple[str, ...]
    counts: tuple[Count, ...]
    accounts: str
    origins: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account, for its card and its notes."""

    letter: str
    label: str
    short: str
    account: Account
    title: str
    byline: str
    file: str
    published: str
    length: str
    same: tuple[str, ...]
    href: str


def head_view(ix: Index, words: Words) -> Head:
    """The event as far as it is known, and how many points stand in which relation."""
    comparison, event = ix.comparison, ix.comparison.event
    numbers = Counter(kind(point) for point in comparison.points)
    counts = tuple(Count(k.value, SYMBOLS[k], words(f"relation.{k}"), numbers[k]) for k in ORDER if numbers[k])
    return Head(
        title=event.title or words("untitled_page", accounts=words.count("accounts", len(comparison.accounts))),
        when=say_day(words, event.when) if event.when else "",
        where=_once(event.where),
        who=_once(ix.names.get(key, key.rpartition(":")[2].replace("-", " ")) for key in event.actors),
        counts=counts,
        accounts=words.count("accounts", len(comparison.accounts)),
        origins=words.count("origins", len(comparison.origins) or len(comparison.accounts)),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its case, and rather not in capitals."""
    found: dict[str, str] = {}
    for name in names:
        if found.setdefault(name.casefold(), name).isupper():
            found[name.casefold()] = name
    return tuple(found.values())


def accounts_view(ix: Index, words: Words) -> tuple[AccountView, ...]:
    """The accounts in their order."""
    groups = {account: group for group in ix.comparison.origins for account in group}
    return tuple(_account(ix, words, account, groups.get(account.id, ())) for account in ix.comparison.accounts)


def _account(ix: Index, words: Words, account: Account, group: tuple[str, ...]) -> AccountView:
    called = label(account)
    return AccountView(
        letter=ix.letters[account.id],
        label=called,
        short=short_label(account),
        account=account,
        title=account.title if account.title and account.title != called else "",
        byline=account.byline if account.byline and account.byline != called else "",
        file=file_name(account),
        published=say_day(words, account.published.isoformat()) if account.published else "",
        length=words.count("words", len(account.text.split())),
        same=tuple(ix.letters[other] for other in group if other != account.id and other in ix.letters),
        href=f"#text-{ix.letters[account.id]}",
    )
