"""The title above an account and the name below or above it, as far as bare text shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contrechamp.lang import read_toml
from contrechamp.read.cites import outlets

_LONGEST_TITLE, _LONGEST_BYLINE = 180, 90
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?")
_EDGE = " \t\u00a0\u202f-–—•|.,;:*_"


def find_title(paragraphs: Sequence[str], language: str) -> str | None:
    """The first paragraph when it is a title: short, without final point, with longer ones below; else None."""
    if len(paragraphs) < 2:
        return None
    first = paragraphs[0].lstrip("# ").strip()
    longest = max(map(len, paragraphs[1:6]))
    if not first or len(first) > _LONGEST_TITLE or len(first) * 1.2 > longest or len(first.split()) < 2:
        return None
    if first[-1] in ".:;," or "://" in first or not any(map(str.isalpha, first)):
        return None
    return None if read_byline(first, language) else first


def find_byline(paragraphs: Sequence[str], language: str, title: str | None = None) -> str | None:
    """The author's name: a short line at the foot or just below the title that is a name, or says *Par* before one."""
    head = [line for line in paragraphs[:4] if line.lstrip("# ").strip() != title]
    foot = list(reversed(paragraphs[-3:])) if len(paragraphs) > 1 else []
    for line in head:
        if name := read_byline(line, language, announced=True):
            return name
    for line in foot:
        if name := read_byline(line, language):
            return name
    return None


def read_byline(line: str, language: str, *, announced: bool = False) -> str | None:
    """The name in a byline: `read_byline("Par Anne Leroy, à Lille", "fr") == "Anne Leroy"`; None where none stands.

    With `announced` a bare name is not enough: below a title it may be what the account is about.
    """
    if len(line) > _LONGEST_BYLINE:
        return None
    said = _announced(line.strip(_EDGE), language)
    if said is None and announced:
        return None
    rest = said if said is not None else line.strip(_EDGE)
    name = re.split(r"\s*[,(|/–—]|\s+-\s+|\s+avec\s|\s+pour\s|\s+[àa]\s+[A-ZÀ-Ý]|\s+(?=\d)|\s+le\s", rest)[0].strip(
        _EDGE
    )
    people = [part.strip() for part in re.split(r"\s+et\s+|\s*&\s*", name)]
    return name if people and all(_is_person(person, language) for person in people) else None


def _announced(line: str, language: str) -> str | None:
    found = _by(language).match(line)
    return line[found.end() :] if found else None


@cache
def _by(language: str) -> re.Pattern[str]:
    words = sorted(read_toml(language, "byline")["by"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b\s*:?\s*", re.I)


@cache
def _word_set(language: str, name: str) -> frozenset[str]:
    return frozenset(read_toml(language, "byline")[name])


def _is_person(name: str, language: str) -> bool:
    """Whether two to five words, all capitalised but for particles, can be a person's name."""
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    particles, not_names = _word_set(language, "particles"), _word_set(language, "not_names")
    if words[0].lower().rstrip(".") in not_names or words[0].islower() or words[-1].islower():
        return False
    if outlets(language).pattern.search(name):
        return False
    return all(word[0].isupper() or word.lower().split("'")[0].split("’")[0] in particles for word in words)
