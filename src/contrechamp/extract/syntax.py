"""The sentences, words and trees of a text, by the trained pipeline of its language or another that is installed."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.errors import PipelineMissing, said

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 30_000
"""Characters parsed at once: the networks take about 30 kB a word while they read, so long texts go in parts."""
LONGEST_RUN = 300
"""Characters without a blank that are cut into words at once; longer words and links than this are cut.

spaCy's tokenizer takes time by the square of such a run: minutes for 100,000 apostrophes.
"""


@cache
def load(language: str = "fr", pipeline: str | None = None) -> Language:
    """The pipeline of a language, loaded once; or the installed spaCy pipeline of that name.

    Raises UnknownLanguage, and PipelineMissing where the weights or the named package are not there.
    """
    import spacy

    import contrechamp.extract.components  # noqa: F401  (makes our components known to spaCy)
    from contrechamp.lang import folder

    if pipeline is not None:
        return _load_installed(pipeline)
    with as_file(folder(language) / "pipeline") as path:
        if not (path / "config.cfg").is_file():
            raise PipelineMissing(
                "its weights are not there",
                where=f"lang/{language}/pipeline",
                remedy="reinstall contrechamp, or `make train` in a source checkout",
            )
        return spacy.load(path)


def _load_installed(name: str) -> Language:
    """A pipeline installed as a package, or one in a folder."""
    import spacy

    if not (spacy.util.is_package(name) or (Path(name) / "config.cfg").is_file()):
        raise PipelineMissing(
            said("no spaCy pipeline of that name is installed", "aucun pipeline spaCy de ce nom n’est installé"),
            where=name,
            remedy=said(
                f"check the name; one of spaCy’s own: python -m spacy download {name}",
                f"vérifier le nom ; s’il est de spaCy : python -m spacy download {name}",
            ),
        )
    try:
        return spacy.load(name)
    except (ImportError, OSError, ValueError) as error:
        cause = str(error).splitlines()[0]
        raise PipelineMissing(cause, where=name, remedy="install a version made for this spaCy") from error


def parse(text: str, *, language: str = "fr", pipeline: str | None = None) -> Doc:
    """The parsed text; `doc.text == text`, offsets are the text's. O(n) in text length.

    Raises UnknownLanguage, PipelineMissing.
    """
    nlp = load(language, pipeline)
    if not text:  # the networks expect at least one word
        return nlp.make_doc("")
    return _join([nlp(_words(nlp, part)) for part in parts(text, LONGEST)])


def _words(nlp: Language, text: str) -> Doc:
    """The words of a text, its overlong runs without a blank taken in pieces."""
    pieces, start = [], 0
    for run in re.finditer(rf"\S{{{LONGEST_RUN}}}(?=\S)", text):
        pieces.append(text[start : run.end()])
        start = run.end()
    return _join([nlp.make_doc(piece) for piece in (*pieces, text[start:])])


def _join(docs: list[Doc]) -> Doc:
    """One document from several, nothing put between them."""
    from spacy.tokens import Doc

    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) or docs[0]


def parts(text: str, longest: int) -> list[str]:
    """The text in pieces of at most `longest` characters, cut after a paragraph, a line, a sentence or a word.

    `"".join(parts(text, n)) == text`.
    """
    pieces, start = [], 0
    while len(text) - start > longest:
        middle, end = start + longest // 2, start + longest
        ends = (at + len(mark) for mark in ("\n\n", "\n", ". ", " ") if (at := text.rfind(mark, middle, end)) >= 0)
        stop = next(ends, end)
        pieces.append(text[start:stop])
        start = stop
    return [*pieces, text[start:]]
