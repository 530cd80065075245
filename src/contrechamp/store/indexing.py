"""The index of words: which accounts hold them. What stands where is then read in the folded text itself.

Both databases index the same words — those of the folded text that are plain letters and digits — so that both give the
same hits; words in other letters are looked for in every account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sqlalchemy import Connection, bindparam, text

from contrechamp.model import Span
from contrechamp.text.fold import Folded, fold

WORD = re.compile(r"[^\W_]+")
"""A word, in a folded text: letters and digits."""

INDEXED = re.compile(r"[0-9a-z]+\Z")
_LONGEST = 60
"""Characters of a word that the index looks at: longer ones are no words, and PostgreSQL holds none above 2 kB."""

_PART = 10_000
"""Words in a row of PostgreSQL's index: so many of that length stay under the megabyte that a row may hold."""

_UNKEPT = re.compile("[\x00\n\ud800-\udfff]")


def folded_text(source: str, sentences: Sequence[Span]) -> tuple[str, Folded]:
    """The folded text with a line feed where a sentence ends, and the way back; both have the same offsets. O(n)."""
    view = fold(source)
    breaks = _breaks(view, sentences)
    plain = _UNKEPT.sub(" ", view.text)
    parts = [plain[begin:end] for begin, end in pairwise([0, *[at + 1 for at in breaks], len(plain)])]
    ended = [part[:-1] + "\n" for part in parts[:-1]] if breaks else []
    return "".join([*ended, parts[-1]]), view


def _breaks(view: Folded, sentences: Sequence[Span]) -> list[int]:
    """Offsets of the white space behind each sentence, in the folded text."""
    ends = sorted({sentence.end for sentence in sentences})
    found, at = [], 0
    for end in ends:
        while at < len(view.text) and view.back[at] < end:
            at += 1
        if at < len(view.text) and view.text[at].isspace():
            found.append(at)
            at += 1
    return found


def words_of(folded: str) -> set[str]:
    """The words that the index holds of a folded text."""
    return {word[:_LONGEST] for word in WORD.findall(folded) if INDEXED.match(word)}


def put(connection: Connection, account: int, folded: str) -> None:
    """Index an account's words, instead of those that it had."""
    take_out(connection, [account])
    words = sorted(words_of(folded))
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO searched (rowid, words) VALUES (:account, :words)"),
            {"account": account, "words": " ".join(words)},
        )
        return
    for part, begin in enumerate(range(0, len(words), _PART)):
        connection.execute(
            text("INSERT INTO searched (account, part, words) VALUES (:account, :part, array_to_tsvector(:words))"),
            {"account": account, "part": part, "words": words[begin : begin + _PART]},
        )


def take_out(connection: Connection, accounts: Iterable[int]) -> None:
    """Forget the words of these accounts."""
    column = "rowid" if connection.dialect.name == "sqlite" else "account"
    for account in accounts:
        connection.execute(text(f"DELETE FROM searched WHERE {column} = :account"), {"account": account})


def holding(connection: Connection, words: Sequence[tuple[str, bool]]) -> set[int] | None:
    """The accounts that hold all these folded words; None for all accounts.

    Each word comes with whether it is only the beginning of one.
    """
    known = [(word[:_LONGEST], begins or len(word) > _LONGEST) for word, begins in words if INDEXED.match(word)]
    if not known:
        return None
    if connection.dialect.name == "sqlite":
        match = " AND ".join(f'"{word}"{"*" if begins else ""}' for word, begins in known)
        query = text("SELECT rowid FROM searched WHERE searched MATCH :words")
        return set(connection.execute(query, {"words": match}).scalars())
    return set.intersection(*(set(_holders(connection, word, begins)) for word, begins in known))


def _holders(connection: Connection, word: str, begins: bool) -> Iterator[int]:
    query = text("SELECT account FROM searched WHERE words @@ CAST(:word AS tsquery)").bindparams(bindparam("word"))
    yield from connection.execute(query, {"word": f"'{word}'{':*' if begins else ''}"}).scalars()
