"""Prepositions of source: *selon le maire*, *d'après l'AFP*, *aux yeux des syndicats*, *de source policière*, *pour
elle*.
"""

from __future__ import annotations

from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.words import VoiceWords

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X")
_STOPS = frozenset((".", ";", ":", "!", "?", "…", "...", "«", "»", '"', "“", "”", "(", ")", "—", "–"))


def find_sources(tree: Tree, words: VoiceWords) -> list[Cue]:
    """All prepositions of source with whom they name, in text order."""
    firsts = {phrase[0] for phrase in words.prepositions}
    found, at = [], 0
    for word in tree.words:
        if (word.i >= at and word.low in firsts) or (word.i >= at and word.bare in firsts):
            cue = source_at(tree, word.i, len(tree.words), words)
            if cue is not None:
                found.append(cue)
                at = cue.stop + 1
    return found


def source_at(tree: Tree, at: int, end: int, words: VoiceWords) -> Cue | None:
    """The phrase of source that begins at word `at`, before word `end`; None where none does."""
    first = tree.words[at].bare
    phrase = next((p for p in words.prepositions if p[0] == first and _matches(tree, at, end, p)), None)
    if phrase is None:
        return None
    last = at + len(phrase) - 1
    if phrase[-1] in ("source", "sources"):
        if at and tree.words[at - 1].pos not in ("VERB", "AUX", "ADV", "PROPN", "PUNCT", "PRON"):
            return None  # "à partir de sources officielles", "deux types de sources"
        head: Word | None = tree.words[last]
        last -= 1
    else:
        head = _named(tree, last + 1, end)
    if (
        head is None
        or head.key in words.never
        or head.low in ("que", "qu'", "laquelle", "lequel", "lesquels", "lesquelles")
    ):
        return None
    if phrase[0] in words.weak and not _speaks(tree, at, head, words):
        return None
    stop = _phrase_end(tree, head, end)
    if phrase[0] in words.weak and (stop + 1 >= end or tree.words[stop + 1].form != ","):
        return None
    return Cue("source", at, at, last, words.classes["say"], head.i, True, stop, "source")


def _matches(tree: Tree, at: int, end: int, phrase: tuple[str, ...]) -> bool:
    if at + len(phrase) >= end:
        return False
    return all(tree.words[at + k].bare == piece for k, piece in enumerate(phrase))


def _named(tree: Tree, at: int, end: int) -> Word | None:
    """The head of the noun phrase that begins at word `at`."""
    for i in range(at, min(end, at + 9)):
        word = tree.words[i]
        if (word.form in _STOPS and word.form not in ("«", '"', "“", "(")) or word.pos in ("SCONJ", "VERB", "AUX"):
            return None
        if word.pos in _NOMINAL:
            up = tree.words[word.head]
            if word.rel in ("nummod", "amod", "nmod", "flat") and i < up.i < min(end, i + 6) and up.pos in _NOMINAL:
                return up
            return word
    return None


def _speaks(tree: Tree, at: int, head: Word, words: VoiceWords) -> bool:
    """`pour` names a source only at the head of its clause, before somebody who can speak."""
    before = tree.words[at - 1] if at else None
    if (
        before is not None
        and before.sentence == tree.words[at].sentence
        and before.form not in (",", "»", '"', "”", "mais", "Mais", "Et", ":", ";")
    ):
        return False
    if head.pos == "PRON":
        return head.low in ("lui", "elle", "eux", "elles")
    if head.pos == "PROPN":
        return any(tree.words[k].bare in words.genders for k in (head.i, *head.kids))
    return head.key in words.persons or head.key in words.institutions


def _phrase_end(tree: Tree, head: Word, end: int) -> int:
    """The last word of the phrase: before the first comma that no apposition bridges."""
    first_appos = [k.i for k in kids(tree, head.i, "appos") if k.pos in _NOMINAL]
    i = head.i
    bridge = max((tree.reach[k][1] for k in first_appos[:1] if k - head.i < 12), default=-1)
    while i + 1 < min(end, head.i + 40):
        following = tree.words[i + 1]
        if (
            following.form in _STOPS
            or (following.pos in ("AUX", "VERB") and following.rel not in ("acl", "amod"))
            or following.rel == "cc"
        ):
            break
        if following.form == "," and i >= bridge:
            break
        i += 1
    return i
