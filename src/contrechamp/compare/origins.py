"""Which accounts have one origin, and which of them was likely first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from contrechamp.compare.words import Words, find_words
from contrechamp.model import Account, Copy, Span
from contrechamp.text.fold import fold_words

COPIED = 0.3
"""From this part of the shorter account's own words on, two accounts have one origin: half a dispatch kept, half
cut."""

CREDITED = 0.12
"""The same where one account names the other, or both name one agency, as the source."""

_QUOTED = re.compile(r"«[^«»]{1,2000}»|“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")


def find_origins(accounts: Sequence[Account], copies: Sequence[Copy]) -> tuple[tuple[str, ...], ...]:
    """The ids of the accounts in groups of one origin, the likely first one first in each; the groups are sorted.

    Accounts have one origin when a good part of the shorter one's own words stands in the other. Words of quotations do
    not count: two reporters in one hall quote the same speech.
    """
    known = {account.id: account for account in accounts}
    words = {account.id: find_words(account.text) for account in accounts}
    own = {name: _own_words(account.text, words[name]) for name, account in known.items()}
    groups = {name: name for name in known}
    for (left, right), shared in sorted(_shared_words(copies, words, own).items()):
        shorter = max(1, min(len(own[left]), len(own[right])))
        needed = CREDITED if credits_meet(known[left], known[right]) else COPIED
        if shared / shorter >= needed:
            _join(groups, left, right)
    gathered: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        gathered[_root(groups, name)].append(name)
    return tuple(
        sorted(tuple(sorted(group, key=lambda name: _first(known, group, name))) for group in gathered.values())
    )


def _own_words(text: str, words: Words) -> set[int]:
    """The words that do not stand in quotation marks; all of them where everything is quoted."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    own, at = set[int](), 0
    for number, start in enumerate(words.starts):
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        if at == len(quoted) or start < quoted[at][0]:
            own.add(number)
    return own or set(range(len(words.starts)))


def _shared_words(
    copies: Iterable[Copy], words: dict[str, Words], own: dict[str, set[int]]
) -> dict[tuple[str, str], float]:
    """How many own words two accounts share, by the smaller of the two sides."""
    total: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for copy in copies:
        pair = total[copy.left.account, copy.right.account]
        for side, passage in enumerate((copy.left, copy.right)):
            inside = _words_in(words[passage.account], passage.span)
            pair[side] += copy.share * sum(1 for number in inside if number in own[passage.account])
    return {names: min(pair) for names, pair in total.items()}


def _words_in(words: Words, span: Span) -> range:
    from bisect import bisect_left

    return range(bisect_left(words.starts, span.start), bisect_left(words.starts, span.end))


def credits_meet(left: Account, right: Account) -> bool:
    """Whether one account names the other as a source, or both name the same one."""
    a, b = _credits(left), _credits(right)
    return bool(a & b) or bool(a & _names(right)) or bool(b & _names(left))


def _credits(account: Account) -> set[str]:
    return {fold_words(cited) for cited in account.cites if cited}


def _names(account: Account) -> set[str]:
    return {fold_words(name) for name in (account.outlet, account.url) if name}


def _first(known: dict[str, Account], group: Sequence[str], name: str) -> tuple[int, date, int, str]:
    """The order of a group: whom the others credit, then who published first, then who credits nobody of it."""
    account = known[name]
    credited = sum(1 for other in group if other != name and _names(account) & _credits(known[other]))
    credits_others = sum(1 for other in group if other != name and _names(known[other]) & _credits(account))
    return -credited, account.published or date.max, credits_others, name


def _root(groups: dict[str, str], name: str) -> str:
    while groups[name] != name:
        groups[name] = groups[groups[name]]
        name = groups[name]
    return name


def _join(groups: dict[str, str], left: str, right: str) -> None:
    a, b = sorted((_root(groups, left), _root(groups, right)))
    groups[b] = a


def count_origins(origins: Iterable[Sequence[str]], speaking: Iterable[str]) -> int:
    """How many independent accounts are among those that speak."""
    wanted = set(speaking)
    return sum(1 for group in origins if wanted & set(group))
