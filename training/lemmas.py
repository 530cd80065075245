"""Learns the table of lemmas: forms as they stand in the treebanks, and endings that speak for unseen forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from . import verbs

LONGEST_ENDING = 7
AS_WRITTEN = {"PROPN", "X", "SYM", "PUNCT", "SPACE"}
AUXILIARIES = {"avoir", "être", "faire"}
OPEN = {"NOUN", "VERB", "ADJ", "ADV", "AUX"}


def learn(sentences: Iterable[Doc], wordnet: Path) -> dict[str, Any]:
    """The table for `contrechamp.extract.components.lemmas.Lemmas`; WOLF, the French wordnet, tells what is a lemma."""
    pos_lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    morph_lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in sentences:
        for token in doc:
            form = token.text.replace("’", "'")
            form = form if token.pos_ == "PROPN" else form.lower()
            pos_lemmas[token.pos_, form][token.lemma_] += 1
            morph_lemmas[f"{token.pos_} {token.morph}", form][token.lemma_] += 1
    forms = _nested({key: best(c) for key, c in pos_lemmas.items() if _worth_keeping(key, best(c))})
    exact = _nested(
        {
            (tag, form): best(c)
            for (tag, form), c in morph_lemmas.items()
            if best(c) != best(pos_lemmas[tag.split(" ")[0], form])
        }
    )
    for form, verb in verbs.forms():
        forms["VERB"].setdefault(form, verb)
        if verb in AUXILIARIES:
            forms["AUX"].setdefault(form, verb)
    known = wordnet_lemmas(wordnet)
    for (pos, _), lemmas in pos_lemmas.items():
        if pos in known:
            known[pos].add(best(lemmas))
    return {
        "exact": exact,
        "forms": forms,
        "endings": learn_endings(morph_lemmas),
        "known": {pos: sorted(lemmas) for pos, lemmas in sorted(known.items())},
    }


def wordnet_lemmas(path: Path) -> dict[str, set[str]]:
    """Verbs, nouns and adjectives of WOLF that are one word in small letters."""
    kinds = {"v": "VERB", "n": "NOUN", "a": "ADJ"}
    known: dict[str, set[str]] = {pos: set() for pos in kinds.values()}
    for line in path.read_text(encoding="utf-8").splitlines():
        synset, kind, *rest = line.split("\t")
        pos = kinds.get(synset[-1])
        if pos and kind == "fra:lemma" and rest[0].isalpha() and rest[0].islower():
            known[pos].add(rest[0])
    known["VERB"] = {verb for verb in known["VERB"] if verb.endswith(("er", "ir", "re"))}
    return known


def best(counts: Counter[str]) -> str:
    """The most frequent lemma; the alphabet decides between equals."""
    return min(counts, key=lambda lemma: (-counts[lemma], lemma))


def _worth_keeping(key: tuple[str, str], lemma: str) -> bool:
    """Whether a form cannot be answered by itself."""
    pos, form = key
    return not (pos in AS_WRITTEN and lemma == form)


def _nested(flat: dict[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    nested: dict[str, dict[str, str]] = defaultdict(dict)
    for (outer, inner), value in sorted(flat.items()):
        nested[outer][inner] = value
    return dict(nested)


def learn_endings(counts: dict[tuple[str, str], Counter[str]]) -> dict[str, dict[str, list[Any]]]:
    """For each part of speech, with features and without: ending → rules [letters to cut, letters to add].

    An ending is kept only where its first rule is not that of the next shorter one.
    """
    votes: dict[str, dict[str, Counter[tuple[int, str]]]] = defaultdict(lambda: defaultdict(Counter))
    for (tag, form), lemmas in counts.items():
        pos = tag.split(" ")[0]
        if pos not in OPEN or len(form) < 3 or not form[-1].isalpha():
            continue
        rule = edit(form, best(lemmas))
        for key in (tag, pos):
            for length in range(min(LONGEST_ENDING, len(form) - 1) + 1):
                if length >= rule[0]:
                    votes[key][form[len(form) - length :]][rule] += 1
    return {key: _distinct(endings) for key, endings in sorted(votes.items())}


def edit(form: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut from the end of the form, and what to add: (`annonça`, `annoncer`) → (2, `cer`)."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def _distinct(endings: dict[str, Counter[tuple[int, str]]]) -> dict[str, list[Any]]:
    """Each ending's rules, the most frequent first, without those that the shorter endings give first too."""
    kept: dict[str, list[Any]] = {}
    for ending in sorted(endings, key=lambda e: (len(e), e)):
        rules = endings[ending]
        ranked = [list(rule) for rule in sorted(rules, key=lambda r: (-rules[r], r))]
        shorter = next((kept[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in kept), [None])
        if ranked[0] != shorter[0]:
            kept[ending] = ranked[:6]
    return kept
