"""The names of two sides exchanged in a text, as French would have them: articles, contractions, agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contrechamp.lang import read_table, read_toml
from contrechamp.model import Account

if TYPE_CHECKING:
    from spacy.tokens import Token

VOWELS = "aeiouyhâàéèêëîïôûœAEIOUYHÂÀÉÈÊËÎÏÔÛŒ"

_BEGINNING = re.compile(r"(?:^|[.!?…:]\s+|\n)[«“\"(—–-]?\s*$")
"""What stands before the first word of a sentence."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the text of an exchanged account stood before: the ends of its pieces, here and there."""

    ends: tuple[tuple[int, int], ...] = ()

    def before(self, at: int) -> int:
        """The place in the text as it was; inside a name, the name's begin."""
        here, there = 0, 0
        for new, old in self.ends:
            if new > at:
                break
            here, there = new, old
        return there + (at - here)


def exchange(account: Account, forms: dict[str, str]) -> tuple[Account, Places]:
    """An account with the forms of two sides exchanged, and the way back to the places of its text.

    `a|b` as a form: the second where the word is feminine, or where *à* does not say a place (`demander aux …`).
    """
    if not forms:
        return account, Places()
    text, ends = _exchanged(account.text, forms, account.language)
    title = _exchanged(account.title, forms, account.language)[0] if account.title else account.title
    return replace(account, text=text, title=title, pieces=(), source=text), Places(tuple(ends))


def _exchanged(text: str, forms: dict[str, str], language: str) -> tuple[str, list[tuple[int, int]]]:
    seconds = _seconds(text, forms, language)
    names = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:([dD]['’]|[dD]e )(?={names}))??({names})(?!\w)")
    made, at, ends, length = [], 0, list[tuple[int, int]](), 0
    for found in pattern.finditer(text):
        new = forms[found[2]]
        if "|" in new:
            new = new.split("|")[found.start(2) in seconds]
        new = _joined(found[1], new)
        if found[0][0].isupper() and new[0].islower() and _BEGINNING.search(text[: found.start()][-8:]):
            new = new[0].upper() + new[1:]
        made += [text[at : found.start()], new]
        length += found.start() - at
        ends.append((length, found.start()))
        length += len(new)
        at = found.end()
        ends.append((length, at))
    return "".join([*made, text[at:]]), ends


def _joined(before: str | None, name: str) -> str:
    """A name behind *de*, elided where it begins with a vowel."""
    if before is None:
        return name
    return f"{before[0]}’{name}" if name[0] in VOWELS else f"{before[0]}e {name}"


def _seconds(text: str, forms: dict[str, str], language: str) -> set[int]:
    """Where in the text a word stands whose second form is meant."""
    from contrechamp.extract.syntax import parse

    if not any("|" in form for form in forms.values()):
        return set()
    to = frozenset(read_toml(language, "exchange")["to"]["words"])
    return {
        token.idx
        for token in parse(text, language=language)
        if (_is_given(token, to) if token.pos_ == "ADP" else _is_feminine(token))
    }


def _is_feminine(token: Token) -> bool:
    """Whether a word is feminine: an adjective as its noun is, people where their article says so (`une Russe`)."""
    if token.pos_ in ("NOUN", "PROPN"):
        said = [gender for child in token.children if child.dep_ == "det" for gender in child.morph.get("Gender", [])]
    else:
        said = token.head.morph.get("Gender", []) or token.morph.get("Gender", [])
    return said == ["Fem"]


def _is_given(token: Token, to: frozenset[str]) -> bool:
    """Whether a preposition says to whom and not where: by the word that asks for it, or the one before it."""
    before = token.nbor(-1).text.lower() if token.i else ""
    return token.head.head.lemma_ in to or before in to


# ---------------------------------------------------------------- the forms of two countries


def country_forms(left: str, right: str, people: Sequence[str], language: str) -> dict[str, str]:
    """The forms of two countries and their people, each with its counterpart; `a|b` where the text decides.

    `people` are the people of either side, `;` between them and `/` between the ways to name one of them.
    """
    rows = {row[0]: row for row in read_table(language, "countries")}
    there = list(zip(_names(rows[left]), _names(rows[right]), strict=True))
    for one, other in zip(*(side.split(";") for side in people), strict=True) if people else ():
        there += list(zip(one.split("/"), other.split("/"), strict=True))
    forms: dict[str, str] = {}
    for one, other in there:
        if one and other:
            forms.setdefault(one, other)
            forms.setdefault(other, one)
    for one, other in ((left, right), (right, left)):
        forms |= {form: new for form, new in _peoples(rows[one], rows[other]) if form not in forms}
    for one, other in ((left, right), (right, left)):
        forms |= {form: new for form, new in _other_names(rows[one], rows[other]) if form not in forms}
    both = {form: new for form, new in _to_and_into(rows[left], rows[right]) if new.count("|")}
    return {form: new for form, new in (forms | both).items() if form != new}


NO_ARTICLE = ""
"""The kind of a town or a person; that of a country without article is `-`."""


@dataclass(frozen=True, slots=True)
class _Articles:
    """What stands before a country's name: *la*, *de la*, *de* (`ambassadeur de France`), *en*, *à la*."""

    the: str
    of_the: str
    of: str
    into: str
    to: str


def _articles(row: Sequence[str]) -> _Articles:
    name, kind = row[1], row[2]
    vowel, masculine = name[0] in VOWELS, kind.startswith("m")
    of = "d’" if vowel else "de "
    if kind in ("-", NO_ARTICLE):
        return _Articles("", of, of, "en " if vowel and kind == "-" else "à ", "à ")
    if kind.endswith("p"):
        return _Articles("les ", "des ", "des ", "aux ", "aux ")
    if vowel:
        return _Articles("l’", "de l’", "d’", "en ", "à l’")
    return (
        _Articles("le ", "du ", "du ", "au ", "au ") if masculine else _Articles("la ", "de la ", "de ", "en ", "à la ")
    )


def _names(row: Sequence[str]) -> Iterator[str]:
    """A country's name behind its article and prepositions, its name alone, its capital; always in this order."""
    name, capital, a = row[1], row[5].split(";")[0].lstrip("="), _articles(row)
    for begin in (a.of_the, a.of, a.into, a.to, a.the, ""):
        for form in (begin + name, begin[:1].upper() + begin[1:] + name):
            yield form.replace("'", "’")
            yield form.replace("’", "'")
    yield "" if capital == "-" else capital


def _to_and_into(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is *au* or *aux* both for a place and for whom something is for, where the other side tells them apart."""
    for one, other in ((left, right), (right, left)):
        mine, theirs = _articles(one), _articles(other)
        if mine.into == mine.to and theirs.into != theirs.to:
            yield mine.to + one[1], f"{theirs.into}{other[1]}|{theirs.to}{other[1]}"


def name_forms(left: str, right: str, kinds: tuple[str, str]) -> dict[str, str]:
    """The forms of two names, each with its counterpart; `kinds` are `m`, `f`, `mp`, `fp` or NO_ARTICLE."""
    sides = [_names(["", name, kind, "", "", "-"]) for name, kind in zip((left, right), kinds, strict=True)]
    forms: dict[str, str] = {}
    for one, other in zip(*sides, strict=True):
        if one and other:
            forms.setdefault(one, other)
            forms.setdefault(other, one)
    return forms


def _peoples(row: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A country's adjectives and people, each with its counterpart; behind *pro* and *anti* too."""
    mine, theirs = (side[4].split(";")[0].split("/") for side in (row, other))
    (man, woman), (he, she) = ((pair[0], pair[-1]) for pair in (mine, theirs))
    for end in ("", "s"):
        one, two = (_plural(word) if end else word for word in (man, woman))
        three, four = (_plural(word) if end else word for word in (he, she))
        pairs = ((one, f"{three}|{four}"),) if one == two else ((one, three), (two, four))
        for form, new in pairs:
            yield form, new
            yield form[0].upper() + form[1:], "|".join(part[0].upper() + part[1:] for part in new.split("|"))
            for before in ("pro", "anti"):
                yield before + form, "|".join(before + part for part in new.split("|"))


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x")) else word + "s"


def _other_names(row: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Other spellings of a country's capital: they become the other one's capital."""
    theirs = other[5].split(";")[0].lstrip("=")
    for name in row[5].split(";")[1:]:
        if theirs != "-":
            yield name.lstrip("="), theirs
