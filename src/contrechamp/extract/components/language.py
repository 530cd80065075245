"""French as the shipped pipeline needs it: a name, and nothing that its folder does not hold."""

from __future__ import annotations

from spacy.language import BaseDefaults, Language
from spacy.util import registry

LIGHT = "fr_contrechamp"
"""spaCy's own `fr` builds tables for its tokenizer when it is imported, which takes longer than loading the whole
pipeline; ours brings its tokenizer along."""


@registry.languages(LIGHT)  # type: ignore[untyped-decorator, unused-ignore]
class LightFrench(Language):  # type: ignore[no-untyped-call, unused-ignore]
    """A language without tables of its own."""

    lang = LIGHT
    Defaults = BaseDefaults
