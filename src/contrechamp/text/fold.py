"""A folded view of a text, for matching, with the way back to the text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from contrechamp.model import Span

_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\n": " ", "\r": " ",
    "‐": "-", "‑": "-", "−": "-",
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
}  # fmt: skip
# Letters of other alphabets that look like Latin ones (a few of Unicode's confusables), and letters of another width.
_ALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwabekmhopctxyijsoabezhikmnoptyx",
        strict=True,
    )
) | {chr(0xFF01 + i): chr(0x21 + i).lower() for i in range(94)}
_ALIKE |= {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case, accents, typographic apostrophes, ligatures, look-alike and invisible characters.

    `back[i]` is the offset in the text of the character that the folded character `i` comes from; a last entry holds
    the text's length. `Folded("Œuvre d’Été").text == "oeuvre d'ete"`.
    """

    text: str
    back: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the text behind folded characters `start` to `end`."""
        return Span(self.back[start], self.back[end - 1] + 1)


def fold(text: str) -> Folded:
    """The folded view of `text`. O(n) in its length."""
    out: list[str] = []
    back: list[int] = []
    for at, char in enumerate(text):
        folded = fold_char(char)
        out.append(folded)
        back.extend([at] * len(folded))
    return Folded("".join(out), (*back, len(text)))


def fold_words(text: str) -> str:
    """Folded `text` as a plain string, for keys and comparisons: `fold_words("L’Élysée") == "l'elysee"`."""
    return "".join(map(fold_char, text))


def fold_char(char: str) -> str:
    """One character folded: none to three characters."""
    if char.isascii():
        return _PLAIN.get(char) or char.lower()
    known = _CACHE.get(char)
    if known is None:
        known = _CACHE[char] = _fold_rare(char)
    return known


def _fold_rare(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    if char in _PLAIN:
        return _PLAIN[char]
    if char in _ALIKE:
        return _ALIKE[char]
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return bare.lower()


_CACHE: dict[str, str] = {}
