"""What adverbs and alternatives say of certainty: *sans doute*, *probablement*, *soit … soit*."""

from __future__ import annotations

from contrechamp.extract.certainty.reading import Reading
from contrechamp.extract.certainty.words import CertaintyWords
from contrechamp.extract.tree import Tree, Word, is_finite, kids


def adverbs(tree: Tree, own: list[int], finite: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    """The strongest phrase of the clause; it goes before what mood alone says, not before *pouvoir*."""
    line, places = "", []
    for i in own:
        places.append((len(line), i))
        line += tree.words[i].low + " "
    line = f" {line}"
    for phrase, (degree, positive) in lexicon.adverbs.items():
        written = phrase.replace("'", "' ").replace("  ", " ")
        at = line.find(f" {written} ") if written != phrase else line.find(f" {phrase} ")
        if at < 0:
            continue
        cues = [i for start, i in places if at <= start < at + len(written)]
        if not cues or _beside_adjunct(tree, cues, finite) or _elsewhere(tree, cues, own, finite):
            continue
        if degree == "CT":
            return
        if set(reading.rules) <= {"conditional", "future", "negation", "restriction"}:
            reading.degree = "CT"
        reading.weaken(degree, "adverb", *cues)
        if not positive:
            reading.deny("adverb")
        return


def alternative(tree: Tree, head: int, reading: Reading) -> None:
    """*Ou bien A, ou bien B*: neither clause is said to hold."""
    word = tree.words[head]
    linked = [k for k in kids(tree, head, "conj") if is_finite(tree, k.i)] if word.rel != "conj" else [word]
    linked += [word] if word.rel == "root" else []  # "Soit nous restons. Soit nous partons."
    for other in linked:
        cue = next((k for k in kids(tree, other.i, "cc") if "or" in k.function), None)
        if cue is not None and is_finite(tree, head):
            reading.weaken("PS", "alternative", cue.i)
            return


def _beside_adjunct(tree: Tree, cues: list[int], finite: Word) -> bool:
    """*…, sans doute pour définir les besoins*: the phrase speaks of what follows it, not of the clause."""
    before, after = tree.words[max(0, cues[0] - 1)], tree.words[min(len(tree.words) - 1, cues[-1] + 1)]
    return cues[0] > finite.i and before.form in (",", "–", "—") and after.pos in ("ADP", "SCONJ")


def _elsewhere(tree: Tree, cues: list[int], own: list[int], finite: Word) -> bool:
    """Another finite verb stands between the phrase and the clause's own: the parser hung it too high."""
    low, high = sorted((cues[0], finite.i))
    held = set(own)
    return any("VerbForm=Fin" in tree.words[i].morph and i not in held for i in range(low + 1, high))
