"""Which language a text is in: its small words first, the identifier only when they do not settle it."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

from contrechamp.errors import LanguageUnsupported, said
from contrechamp.lang import languages
from contrechamp.model import Warned
from contrechamp.read.cuts import closed_class
from contrechamp.read.notes import warn

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000

TELLTALE = 0.2
"""Share of small words that settles a language at once. Of 3,000 French news articles one in a thousand has less
(median 0.31); Italian reaches 0.16, Walloon 0.13, Catalan, Spanish, Portuguese and English less."""
ENOUGH_WORDS = 12
"""Fewer words are not enough to refuse a text for its language."""
MARGIN = 0.5
"""How much worse per character the best supported language may fare before the text is refused: a text in another
Romance language or in English is 1.2 and more away from French, one in French and English by halves under 0.5."""


def identify(text: str) -> tuple[str, tuple[Warned, ...]]:
    """The language of a text, and a warning when it is not certain. Raises LanguageUnsupported."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    for language in languages():
        if len(words) >= ENOUGH_WORDS and _share(words, language) >= TELLTALE:
            return language, ()
    if len(words) < ENOUGH_WORDS:
        return _default(), (warn("W104", language=_default()),)
    return _ranked(sample)


def _share(words: list[str], language: str) -> float:
    small = closed_class(language, "telltale")
    return sum(word in small for word in words) / len(words)


def _default() -> str:
    return "fr" if "fr" in languages() else languages()[0]


def _ranked(sample: str) -> tuple[str, tuple[Warned, ...]]:
    ranking = _rank(sample)
    best, top = ranking[0]
    if best in languages():
        return best, ()
    ours = [(code, score) for code, score in ranking if code in languages()]
    behind = (top - ours[0][1]) / len(sample) if ours else 1.0
    if best == "zxx" or behind < MARGIN:
        chosen = ours[0][0] if ours else _default()
        return chosen, (warn("W104", language=chosen),)
    raise LanguageUnsupported(
        said(f"the text is in a language without data: {best}", f"le texte est dans une langue sans données : {best}"),
        kept=said("nothing", "rien"),
        remedy=said(
            f"supported: {', '.join(languages())}; name one of them if this is a mistake",
            f"prises en charge : {', '.join(languages())} ; en indiquer une si c’est une erreur",
        ),
    )


class _InMemory:
    """Stands in for the module `tempfile`: the identifier unpacks its model into a file, and readers may write none."""

    @staticmethod
    def TemporaryFile(**_: object) -> BytesIO:  # noqa: N802 — the name that is called
        return BytesIO()


@cache
def _identifier() -> object:
    from py3langid import langid, modelio

    modelio.tempfile = _InMemory
    return langid


def _rank(sample: str) -> list[tuple[str, float]]:
    return [(str(code), float(score)) for code, score in _identifier().rank(sample)]  # type: ignore[attr-defined]
