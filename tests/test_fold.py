"""The folded view sees through what a reader does not see, and knows the way back."""

from __future__ import annotations

from contrechamp.model import Span
from contrechamp.text.fold import fold, fold_words


def test_case_accents_apostrophes_ligatures() -> None:
    assert fold_words("L’Œuvre d’Été") == "l'oeuvre d'ete"


def test_look_alikes_and_other_widths() -> None:
    assert fold_words("М\u043esc\u043eu, Κiev, ﬁn, Ａbc") == "moscou, kiev, fin, abc"


def test_invisible_and_turning_characters() -> None:
    assert fold_words("Pou\u00adti\u200bne \u202eici") == "poutine ici"


def test_the_way_back() -> None:
    folded = fold("L’Œuvre ﬁne")
    at = folded.text.index("fine")
    assert folded.span(at, at + 4) == Span(8, 11)
