"""Gold and silver passages as the world writes them: other apostrophes, quotes, blanks, capitals, no final point."""

from __future__ import annotations

import random
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

OPENING = {'"': ("«", "“", '"'), "«": ("«", '"', "“")}
CLOSING = {'"': ("»", "”", '"'), "»": ("»", '"', "”")}


class Words:
    """The words of a passage with their annotation, open to change; `layout[i]` is the white space after word i."""

    def __init__(self, sentences: Sequence[Doc]) -> None:
        self.words = [t.text for doc in sentences for t in doc]
        self.layout = [" " if t.whitespace_ else "" for doc in sentences for t in doc]
        self.pos = [t.pos_ for doc in sentences for t in doc]
        self.morphs = [str(t.morph) for doc in sentences for t in doc]
        self.deps = [t.dep_ for doc in sentences for t in doc]
        self.heads: list[int] = []
        self.starts: list[int] = []
        for doc in sentences:
            start = len(self.heads)
            self.starts.append(start)
            self.heads += [start + t.head.i for t in doc]
            if start:
                self.layout[start - 1] = " "

    def ends(self) -> list[int]:
        """The place of the last word of each sentence."""
        return [start - 1 for start in self.starts[1:]] + [len(self.words) - 1]

    def drop(self, place: int) -> None:
        """Removes a word that heads nothing."""
        for row in (self.words, self.layout, self.pos, self.morphs, self.deps):
            del row[place]
        self.heads = [h - (h > place) for i, h in enumerate(self.heads) if i != place]
        self.starts = [s - (s > place) for s in self.starts]


def vary(passage: Words, rng: random.Random) -> None:
    """Changes the look of a passage in place, the tree stays."""
    apostrophes(passage, rng)
    quotes(passage, rng)
    final_points(passage, rng)
    capitals(passage, rng)
    blanks(passage, rng)


def apostrophes(passage: Words, rng: random.Random) -> None:
    """One kind of apostrophe throughout."""
    new = "’" if rng.random() < 0.4 else "'"
    passage.words = [w.replace("’", new).replace("'", new) if len(w) > 1 else w for w in passage.words]


def quotes(passage: Words, rng: random.Random) -> None:
    """One kind of quotation marks throughout, with French or English spacing."""
    kind = rng.choice((0, 0, 1, 2, 2, 2))
    inside = False
    for i, word in enumerate(passage.words):
        if word == '"':
            table, inside = (CLOSING if inside else OPENING), not inside
        elif word in ("«", "»"):
            table, inside = (OPENING if word == "«" else CLOSING), word == "«"
        else:
            continue
        passage.words[i] = table[word][kind]
        blank = " " if kind == 0 and rng.random() < 0.85 else ""
        if inside:
            passage.layout[i] = blank
        elif i:
            passage.layout[i - 1] = blank


def final_points(passage: Words, rng: random.Random) -> None:
    """Some sentences lose their full stop, as titles do; a line break then takes its place."""
    for place in reversed(passage.ends()):
        headed = any(head == place for i, head in enumerate(passage.heads) if i != place)
        if passage.words[place] == "." and not headed and place > 0 and rng.random() < 0.12:
            if place in passage.starts:
                continue
            last = place == len(passage.words) - 1
            passage.drop(place)
            passage.layout[place - 1] = "" if last else rng.choice(("\n", "\n\n", " \n", " "))


def capitals(passage: Words, rng: random.Random) -> None:
    """Now and then a sentence in capitals, in Title Case, or begun in small letters."""
    for start, end in zip(passage.starts, passage.ends(), strict=True):
        chance = rng.random()
        if chance < 0.03:
            passage.words[start : end + 1] = [w.upper() for w in passage.words[start : end + 1]]
        elif chance < 0.035:
            passage.words[start : end + 1] = [w[0].upper() + w[1:] for w in passage.words[start : end + 1]]
        elif chance < 0.05 and passage.pos[start] != "PROPN":
            passage.words[start] = passage.words[start].lower()


def blanks(passage: Words, rng: random.Random) -> None:
    """Justified lines, no-break blanks before high punctuation, line breaks, paragraphs."""
    if rng.random() < 0.06:
        passage.layout = ["  " if b == " " and rng.random() < 0.6 else b for b in passage.layout]
    if rng.random() < 0.08:
        shift = rng.randint(0, 8)
        passage.layout = ["\n" if b == " " and i % 9 == 8 else b for i, b in enumerate(passage.layout, start=shift)]
    if rng.random() < 0.3:
        for i, word in enumerate(passage.words):
            if word in ":;?!»%€" and i and passage.layout[i - 1] == " ":
                passage.layout[i - 1] = "\u00a0"
            if word == "«" and passage.layout[i] == " ":
                passage.layout[i] = "\u00a0"
    for end in passage.ends()[:-1]:
        if passage.layout[end] == " " and rng.random() < 0.15:
            passage.layout[end] = rng.choice(("\n", "\n\n"))


def example(nlp: Language, passage: Words) -> Example:
    """What the pipeline reads (the text, in its own tokens) beside what it should say."""
    reference = _reference(nlp, passage)
    return Example(nlp.make_doc(reference.text), reference)


def _reference(nlp: Language, passage: Words) -> Doc:
    """A Doc of the passage, with white space beyond one blank as tokens of its own, as the tokenizer makes them."""
    words, spaces, place = [], [], []
    for word, blank in zip(passage.words, passage.layout, strict=True):
        place.append(len(words))
        words.append(word)
        spaces.append(blank.startswith(" "))
        rest = blank[1:] if blank.startswith(" ") else blank
        if rest:
            words.append(rest)
            spaces.append(False)
    size = len(words)
    pos, morphs, deps = ["SPACE"] * size, [""] * size, ["dep"] * size
    heads = [max(i - 1, 0) for i in range(size)]
    for i, at in enumerate(place):
        pos[at], morphs[at], deps[at] = passage.pos[i], passage.morphs[i], passage.deps[i]
        heads[at] = place[passage.heads[i]]
    return Doc(nlp.vocab, words=words, spaces=spaces, pos=pos, morphs=morphs, deps=deps, heads=heads)
