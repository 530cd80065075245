"""Names in the news, marked without a reader: by lists, by first names, and by what a first tagger says most often.

A tagger trained on newspapers of 1900 and on Wikipedia calls a name one thing here and another there. Over
thousands of articles the majority is mostly right; lists of countries, organisations and leaders overrule it.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from contrechamp import lang

from .entities import Marked
from .news import parts, read_articles

PARTICLES = {"de", "du", "des", "d'", "d’", "von", "van", "der", "el", "al", "ben", "bin", "da", "di", "le", "la"}
SURE_COUNT, SURE_SHARE = 4, 0.75


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of `lang/fr`, comments left out."""
    for line in (lang.folder("fr") / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def listed() -> dict[str, set[str]]:
    """Names of places, organisations and people that the lists know, as they are written in running text."""
    found: dict[str, set[str]] = {"LOC": set(), "ORG": set(), "PER": set()}
    for table in ("countries.tsv", "regions.tsv"):
        for key, name, _, others, _, capitals, *_ in rows(table):
            if not key.startswith("organisation:"):
                found["LOC"] |= {name, *_several(others), *_several(capitals)}
    for _, name, _, acronyms, others, *_ in rows("organisations.tsv"):
        found["ORG"] |= {name, *_several(acronyms), *(other for other in _several(others) if not other.startswith("~"))}
    for name, others, *_ in rows("leaders.tsv"):
        found["PER"] |= {name, *(other for other in _several(others) if not other.startswith("~"))}
    return {kind: {name for name in names if name[:1].isupper()} for kind, names in found.items()}


def _several(cell: str) -> list[str]:
    return [] if cell == "-" else [part.removeprefix("=") for part in cell.split(";")]


def first_names() -> set[str]:
    """First names of women and men."""
    lines = (lang.folder("fr") / "first_names.txt").read_text(encoding="utf-8").splitlines()
    return {name for line in lines if not line.startswith("#") for name in line.split()[1:]}


class Marker:
    """Marks names in parsed articles; holds the lists and the votes."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.firsts = first_names()
        self.matcher = PhraseMatcher(nlp.vocab)
        for kind, names in listed().items():
            self.matcher.add(kind, [nlp.make_doc(name) for name in sorted(names)])
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)

    def count(self, doc: Doc) -> None:
        """Takes the tagger's names of an article into the vote."""
        for name in doc.ents:
            self.votes[name.text][name.label_] += 1

    def verdict(self, text: str) -> str | None:
        """The kind that most of the news gives a name; None where it is rare or disputed."""
        kind, times = max(self.votes[text].items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return kind if times >= SURE_COUNT and times >= SURE_SHARE * self.votes[text].total() else None

    def mark(self, doc: Doc) -> Marked:
        """The names of an article: the lists', those with a first name, those voted for; then the tagger's own."""
        spans = [*self._listed(doc), *self._with_first_name(doc)]
        surnames = {span[-1].text for span in spans if span.label_ == "PER" and len(span) > 1}
        spans += [doc[t.i : t.i + 1] for t in doc if t.text in surnames]
        spans = [span if span.label_ else Span(doc, span.start, span.end, label="PER") for span in spans]
        voted = (Span(doc, n.start, n.end, label=self.verdict(n.text) or n.label_) for n in doc.ents)
        taken = {token.i for span in spans for token in span}
        spans = filter_spans(spans) + [span for span in voted if not taken & set(range(span.start, span.end))]
        names = sorted((span.start_char, span.end_char, span.label_) for span in filter_spans(spans))
        return Marked(doc.text, tuple(names))

    def _listed(self, doc: Doc) -> list[Span]:
        """The lists' names; a single word before another name is left to the tagger (`Paris Hilton`)."""

        def alone(span: Span) -> bool:
            return len(span) > 1 or span.end == len(doc) or not _name_like(doc[span.end].text)

        return [span for span in self.matcher(doc, as_spans=True) if alone(span)]

    def _with_first_name(self, doc: Doc) -> Iterator[Span]:
        """A first name with the capitalised words and particles that follow it."""
        for token in doc:
            if token.text.split("-")[0] not in self.firsts or not token.text[0].isupper():
                continue
            end = token.i + 1
            while end < len(doc) and end - token.i < 5 and (_name_like(doc[end].text) or doc[end].text in PARTICLES):
                end += 1
            while end > token.i + 1 and not _name_like(doc[end - 1].text):
                end -= 1
            if end > token.i + 1:
                yield Span(doc, token.i, end, label="PER")


def _name_like(word: str) -> bool:
    return word[0].isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()


def mark_news(nlp: Language, articles: Path, rng: random.Random, *, count: int, keep: int) -> Sequence[Marked]:
    """The parts of `keep` articles with their names, voted on by `count` of them."""
    chosen = list(read_articles(articles))
    rng.shuffle(chosen)
    texts = [list(parts(article)) for article in chosen[:count]]
    marker = Marker(nlp)
    kept: list[Doc] = []
    for number, doc in enumerate(nlp.pipe((_joined(each) for each in texts), batch_size=64)):
        marker.count(doc)
        if number < keep:
            kept.append(doc)
    return [marker.mark(doc) for doc in kept]


def _joined(texts: Sequence[str]) -> str:
    return re.sub(" +", " ", "\n".join(texts))
