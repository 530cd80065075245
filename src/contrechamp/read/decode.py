"""From bytes to characters: the BOM, UTF-8, the declared encoding, then the one that explains the bytes best."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from contrechamp.lang import read_toml
from contrechamp.model import Warned
from contrechamp.read.notes import warn

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ("cp1252", "mac-roman", "cp850", "iso8859-15")
_SAME = {"latin-1": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252"}
_VALID = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_FOREIGN = re.compile(rb"[\x80-\xff]")
_CAPITAL_INSIDE = re.compile("(?<=[a-z])[À-ÖØ-ÞŒŸ]")
_SAMPLE = 100_000
_VALID_SHARE = 0.4
"""Share of the bytes beyond ASCII in valid sequences from which a file is damaged UTF-8: one-byte encodings of French
have almost none, since an accented capital hardly ever stands before a sign."""

FITTING = 0.9
"""Share of the bytes beyond ASCII that must be French letters and marks for an encoding to be taken without the
detector: French in cp1252, Mac Roman and cp850 gives 0.98 and more for the right one, under 0.5 for the others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding that gave them, how many bytes did not fit, and what there is to warn of."""

    text: str
    encoding: str
    replaced: int = 0
    warnings: tuple[Warned, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters of `data`. Bytes that fit nothing become U+FFFD, counted in a warning. O(n).

    A declared encoding is believed when it fits; one that does not is named in a warning.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    try:
        return _checked(data.decode("utf-8"), "utf-8", declared)
    except UnicodeDecodeError:
        pass
    if wide := _wide_without_mark(data):
        return _lossy(data, wide)
    if _is_damaged_utf8(data):
        return _lossy(data, "utf-8")
    return _declared(data, declared) or _guessed(data)


def _checked(text: str, encoding: str, declared: str | None) -> Decoded:
    name = known_encoding(declared)
    if name in (None, "utf-8", "cp1252", "utf-16", "utf-16-le", "utf-16-be") or text.isascii():
        return Decoded(text, encoding)
    return Decoded(text, encoding, 0, (warn("W103", declared=name or "", encoding=encoding),))


def _lossy(data: bytes, encoding: str) -> Decoded:
    """Decodes what it can; each byte run that does not fit is one U+FFFD."""
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd") - _genuine(data, encoding)
    warnings = (warn("W101", count=replaced, encoding=encoding),) if replaced else ()
    return Decoded(text, encoding, replaced, warnings)


def _genuine(data: bytes, encoding: str) -> int:
    """How many U+FFFD the file holds itself: saved there by another program, not made by us."""
    return data.decode(encoding, "ignore").count("\ufffd")


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a BOM: in Latin text every other byte is NUL."""
    head = data[:_SAMPLE]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) / 2 and odd < even / 10 else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in valid UTF-8 sequences, so that the others are damage."""
    valid = sum(len(found[0]) for found in _VALID.finditer(data))
    return valid >= _VALID_SHARE * sum(1 for _ in _FOREIGN.finditer(data))


def known_encoding(name: str | None) -> str | None:
    """Python's name of a declared text encoding; None for none and for what is no encoding of text."""
    if not name or len(name) > 40:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return _SAME.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    name = known_encoding(declared)
    if name is None:
        return None
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        guess = _guessed(data)
        return Decoded(guess.text, guess.encoding, guess.replaced, _misdeclared(name, guess))
    guess = _guessed(data)
    if name in _LIKELY and guess.encoding != name and _fit(data, name) < 0.5 < _fit(data, guess.encoding):
        return Decoded(guess.text, guess.encoding, guess.replaced, _misdeclared(name, guess))
    return Decoded(text, name)


def _misdeclared(declared: str, guess: Decoded) -> tuple[Warned, ...]:
    lost = tuple(warned for warned in guess.warnings if warned.code == "W101")
    return (warn("W103", declared=declared, encoding=guess.encoding), *lost)


def _guessed(data: bytes) -> Decoded:
    best = max(_LIKELY, key=lambda name: (_fit(data, name), -_LIKELY.index(name)))
    encoding = best if _fit(data, best) >= FITTING else _detected(data) or best
    decoded = _lossy(data, encoding)
    guessed = () if encoding == "utf-8" else (warn("W102", encoding=encoding),)
    return Decoded(decoded.text, encoding, decoded.replaced, (*guessed, *decoded.warnings))


def _fit(data: bytes, encoding: str) -> float:
    """Which share of the bytes beyond ASCII this encoding reads as letters and marks of French."""
    first = _FOREIGN.search(data)
    start = max(0, first.start() - 1) if first else 0
    text = data[start : start + _SAMPLE].decode(encoding, "replace")
    letters = set(read_toml("fr", "layout")["letters"])
    beyond = [char for char in text if not char.isascii()]
    fitting = sum(char in letters for char in beyond) - len(_CAPITAL_INSIDE.findall(text))
    return fitting / max(1, len(beyond))


def _detected(data: bytes) -> str | None:
    """The detector's guess, from the part of the file that holds bytes beyond ASCII."""
    from charset_normalizer import from_bytes

    first = _FOREIGN.search(data)
    start = max(0, first.start() - 200) if first else 0
    found = from_bytes(data[start : start + 20_000], explain=False).best()
    return known_encoding(found.encoding) if found else None
