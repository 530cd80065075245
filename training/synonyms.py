"""Synonyms out of WOLF, the French WordNet, kept where the news use the two words alike.

    python -m training.synonyms ../shared/data/words/wn-data-fra.tab VECTORS.floret src/contrechamp/lang/fr

WOLF was made by machine from several languages, and many of its sets mix senses; two words of one set whose vectors are
far apart are dropped.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

from contrechamp.lang import read_table
from contrechamp.text.fold import fold_words

from .vectors import read_vectors

ALIKE_ONCE, ALIKE_OFTEN = 0.62, 0.45
"""Least cosine of two words that share one set, or several: chosen by reading a hundred pairs on each side of it."""

MOST = 5
"""The nearest so many synonyms of a word are kept."""

HEADER = """\
# what: a word and the words that can stand for it in French news, nearest first; part of speech n, v, a, r
# source: WOLF 1.0b4 (Sagot & Fiser 2008, http://alpage.inria.fr/~sagot/wolf-en.html), pruned by training/synonyms.py
# licence: CeCILL-C
"""


def read_sets(wordnet: Path) -> dict[str, set[str]]:
    """The words of each set of synonyms."""
    sets: dict[str, set[str]] = defaultdict(set)
    for line in wordnet.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 3 and cells[1] == "fra:lemma" and " " not in cells[2] and "_" not in cells[2]:
            sets[cells[0]].add(cells[2].lower())
    return sets


def main(wordnet: str, vectors: str, target: str) -> None:
    known = {word for word, _ in read_table("fr", "frequency")}
    sets = read_sets(Path(wordnet))
    space = read_vectors(Path(vectors))
    together: Counter[tuple[str, str, str]] = Counter()
    for name, words in sorted(sets.items()):
        kind = "a" if name[-1] == "s" else name[-1]
        kept = sorted(word for word in words if fold_words(word) in known)
        together.update((left, right, kind) for left, right in combinations(kept, 2))
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for (left, right, kind), sets_shared in sorted(together.items()):
        near = _cosine(space[left], space[right])  # type: ignore[index]
        if near >= (ALIKE_OFTEN if sets_shared > 1 else ALIKE_ONCE):
            found[left, kind][right] = found[right, kind][left] = near
    lines = []
    for (word, kind), near in sorted(found.items()):
        best = sorted(near, key=lambda other: (-near[other], other))[:MOST]
        lines.append(f"{word}\t{kind}\t{' '.join(best)}\n")
    (Path(target) / "synonyms.tsv").write_text(HEADER + "".join(lines), encoding="utf-8")


def _cosine(left: np.ndarray, right: np.ndarray) -> float:
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right) + 1e-9))


if __name__ == "__main__":
    main(*sys.argv[1:])
