"""Whether one account is a later version of another: the same source, and mostly the same words."""

from __future__ import annotations

from itertools import pairwise

from contrechamp.model import Account
from contrechamp.store.indexing import WORD
from contrechamp.text.fold import fold_words

NAMELESS = frozenset({"", "-", "bytes"})
"""What accounts are called that came without a name."""

LEAST_SHARE = 0.5
"""Part of the shorter text's pairs of words that a version shares with its earlier one: an updated story keeps most of
its paragraphs, two stories that lie in files of the same name (`index.html`) do not share them."""


def is_version(name: str, url: str | None, account: Account) -> bool:
    """Whether an account of this name and address comes from the same source as `account`."""
    return (name == account.name and name not in NAMELESS) or (url is not None and url == account.url)


def same_story(one: str, other: str) -> bool:
    """Whether two texts share most of the shorter one's pairs of words. O(n)."""
    left, right = (set(pairwise(WORD.findall(fold_words(text)))) for text in (one, other))
    fewer = min(len(left), len(right))
    return bool(fewer) and len(left & right) >= LEAST_SHARE * fewer
