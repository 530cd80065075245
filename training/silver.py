"""Trees for the news: sentences cut by rule, parsed by the teachers, the doubtful ones left out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from .news import parts, read_articles

# A sentence ends at a point, perhaps with a closing mark, before a capital, a figure or an opening mark.
END = re.compile(
    r"(?<![A-ZÉ])(?<!\b[A-Z])(?<!\bM)(?<!\bMM)(?<!\bDr)(?<!\bMe)[.!?…]+(?:\s?[»”\"](?!\w))?(?:\s?\))?\s+"
    r"(?=[A-ZÀÂÇÉÈÊÎÔÛ«“\"0-9(—–-])"
)
LONGEST = 70  # tokens
SHORTEST = 3


def split(text: str) -> list[str]:
    """The sentences of a well-written text."""
    pieces, start = [], 0
    for end in END.finditer(text):
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    return [piece for piece in [*pieces, text[start:].strip()] if piece]


def news(articles: Path, rng: random.Random) -> Iterator[str]:
    """Titles, headings and bodies of the articles, the articles in random order."""
    chosen = list(read_articles(articles))
    rng.shuffle(chosen)
    for article in chosen:
        yield from parts(article)


def novels(folder: Path) -> Iterator[str]:
    """The paragraphs of the novels in a folder: questions, the first and the second person are rare in the news."""
    for path in sorted(folder.glob("*.txt")):
        for paragraph in re.split(r"\n\s*\n|\n(?=[—–-])", path.read_text(encoding="utf-8")):
            yield " ".join(paragraph.split())


def sample(texts: Iterable[str], tokens: int, tokenizer: Tokenizer) -> Iterator[Doc]:
    """The sentences of the texts in their order, about `tokens` tokens; very short and very long ones left out."""
    for text in texts:
        for sentence in split(text):
            doc = tokenizer(sentence)
            if SHORTEST <= len(doc) <= LONGEST and not any(token.is_space for token in doc):
                yield doc
                tokens -= len(doc)
        if tokens <= 0:
            return


def annotate(doc: Doc, tags: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> Doc:
    """A copy of a sentence with a teacher's tree; heads count from 1, 0 is the root."""
    pairs = [tag.partition(" ") for tag in tags]
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        pos=[pos for pos, _, _ in pairs],
        morphs=[morph for _, _, morph in pairs],
        heads=[i if head == 0 else head - 1 for i, head in enumerate(heads)],
        deps=list(deps),
    )
