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


def source_at(tree: Tree, at: int, end: int, words: VoiceWords) -> Cue | None:  # noqa: PLR0911  (a list of cases)
    """The phrase of source that begins at word `at`, before word `end`; None where none does."""
    first = tree.words[at].bare
    phrase = next((p for p in words.prepositions if p[0] == first and _matches(tree, at, end, p)), None)
    if phrase is None:
        return None
    last = at + len(phrase) - 1
    if phrase[-1] in words.source_nouns:
        if at and tree.words[at - 1].pos not in ("VERB", "AUX", "ADV", "PROPN", "PUNCT", "PRON"):
            return None  # "à partir de sources officielles", "deux types de sources"
        head: Word | None = tree.words[last]
        last -= 1
    elif last + 1 < end and tree.words[last + 1].low in words.relative:
        return _relative(tree, at, last + 1, words)
    else:
        head = _named(tree, last + 1, end)
    if head is None or head.key in words.never or head.function & {"that", "which"}:
        return None
    if phrase[0] in words.weak and not _speaks(tree, at, head, words):
        return None
    stop = _phrase_end(tree, head, end)
    if phrase[0] in words.weak and (stop + 1 >= end or tree.words[stop + 1].form != ","):
        return None
    return Cue("source", at, at, last, words.classes["say"], head.i, True, stop, "source")


def _relative(tree: Tree, at: int, pronoun: int, words: VoiceWords) -> Cue | None:
    """*le ministre, selon qui …*: the source is the noun before, what follows is what it says."""
    before = next((w for w in reversed(tree.words[max(0, at - 4) : at]) if w.pos in _NOMINAL), None)
    if before is None:
        return None
    while before.rel in ("nmod", "flat", "amod") and tree.words[before.head].pos in _NOMINAL and before.head < before.i:
        before = tree.words[before.head]
    return Cue("source", at, at, pronoun - 1, words.classes["say"], before.i, True, pronoun, "source")


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
    if before is not None and before.sentence == tree.words[at].sentence and not _opens_clause(before):
        return False
    if head.pos == "PRON":
        return "stressed" in head.function
    if any(tree.words[k].bare in words.genders and tree.words[k].pos == "PROPN" for k in (head.i, *head.kids)):
        return True
    return head.pos != "PROPN" and (head.key in words.persons or head.key in words.institutions)


def _opens_clause(word: Word) -> bool:
    """A mark or a *mais* behind which a clause begins, or the *Et* of a new sentence."""
    joins = "and" in word.function and word.form[0].isupper()
    return word.form in (",", "»", '"', "”", ":", ";") or "but" in word.function or joins


def _phrase_end(tree: Tree, head: Word, end: int) -> int:
    """The last word of the phrase: before the first comma that no apposition bridges."""
    first_appos = [k.i for k in kids(tree, head.i, "appos") if k.pos in _NOMINAL]
    i = head.i
    bridge = max((tree.reach[k][1] for k in first_appos[:1] if k - head.i < 12), default=-1)
    while bridge > i and tree.words[bridge].pos == "PUNCT":
        bridge -= 1
    told = tree.words[i : bridge + 1]
    if any("VerbForm=Fin" in w.morph for w in told) and not any("PronType=Rel" in w.morph for w in told):
        bridge = -1  # the tree takes the main clause into the apposition
    limit = min(end, head.i + 40)
    relative = False
    while i + 1 < limit:
        following = tree.words[i + 1]
        closed = _closed(tree, i + 1, limit) if following.form == "(" else None
        if closed is not None:
            i = closed
            continue
        if following.form in _STOPS or "\n" in tree.text[tree.words[i].end : following.start + 1]:
            break
        if following.form == "," or (following.rel == "cc" and not relative):
            joined = _joined(tree, head.i, i + 1, limit)
            if joined is not None:
                i = joined
                continue
            relative = following.rel == "cc" and i + 2 < limit and "PronType=Rel" in tree.words[i + 2].morph
            if not relative and (following.form != "," or i >= bridge):
                break
        elif following.pos in ("AUX", "VERB") and following.rel not in ("acl", "amod") and not relative:
            present = "VerbForm=Part" in following.morph and "Tense=Past" not in following.morph
            if not present:  # "selon un témoin s'exprimant sous couvert d'anonymat" goes on
                break
        i += 1
    return i


def _closed(tree: Tree, at: int, end: int) -> int | None:
    """The bracket that closes the one at word `at`, where no colon nor sentence's end comes before."""
    close = next((i for i in range(at + 1, min(end, at + 12)) if tree.words[i].form in (")", ".", ":")), None)
    return close if close is not None and tree.words[close].form == ")" else None


def _joined(tree: Tree, head: int, mark: int, end: int) -> int | None:
    """The last word of what a comma or an *et* at word `mark` adds to a phrase of source; None where it adds nothing.

    A noun coordinated with one of the phrase (*selon RTL et Le Point*, *pour A, B et C*), or a piece between commas
    that tells of it and has no verb of its own (*selon la maire, présente sur place, …*).
    """
    if mark + 1 < end and "PronType=Rel" in tree.words[mark + 1].morph and tree.words[mark].form == ",":
        comma = next((i for i in range(mark + 2, min(end, mark + 24)) if tree.words[i].form in (",", *_STOPS)), None)
        return comma - 1 if comma is not None and tree.words[comma].form == "," else None
    stop = next((i for i in range(mark + 1, min(end, mark + 16)) if _breaks(tree.words[i])), None)
    if stop is None:
        return None
    piece = range(mark + 1, stop)
    commas = tree.words[mark].form == "," and stop < len(tree.words) and tree.words[stop].form == ","
    if commas and len(piece) > 1 and all(tree.words[i].form[:1].isupper() for i in piece):
        return stop - 1  # "d'après la maire, Anne Leroy, …": a name between commas, wherever the tree hangs it
    outside = [i for i in piece if tree.words[i].head not in piece and tree.words[i].pos != "PUNCT"]
    tied = bool(outside) and all(head <= tree.words[i].head < mark for i in outside)
    nominal = all(tree.words[i].rel in ("conj", "cc", "appos", "flat") for i in outside)
    told = tree.words[mark].form == "," and all(tree.words[i].rel in ("acl", "amod", "appos", "conj") for i in outside)
    return stop - 1 if tied and (nominal or told) and not (nominal and _new_clause(tree, mark, stop)) else None


def _new_clause(tree: Tree, mark: int, stop: int) -> bool:
    """What follows a comma is no further name of a list: no *et* joins it, and no comma closes it."""
    listed = tree.words[mark].rel == "cc" or tree.words[min(stop, len(tree.words) - 1)].rel == "cc"
    return not listed and (stop >= len(tree.words) or tree.words[stop].form != ",")


def _breaks(word: Word) -> bool:
    """A mark, an *et*, or a verb that is no participle: there a piece of a phrase ends."""
    return word.form in _STOPS or word.form == "," or word.rel == "cc" or "VerbForm=Fin" in word.morph
