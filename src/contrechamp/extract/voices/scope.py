"""How far a cue beside a clause reaches: what an incise without marks, or a phrase of source, speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.extract.tree import Tree, Word, above, finite_verb, is_finite, kids
from contrechamp.extract.voices.contents import widened
from contrechamp.extract.voices.cues import Cue, verb_class
from contrechamp.extract.voices.frame import Carrier, Frame
from contrechamp.extract.voices.incises import outlet_length
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Span


def host_spans(frame: Frame, cue: Cue, carrier: Carrier, words: VoiceWords) -> tuple[Span, ...]:
    """What an unquoted incise or a phrase of source stands beside: its clause, in one piece or in the two beside it."""
    tree = frame.tree
    first, last = scope(frame, cue, carrier, words)
    opens = _opens(tree, first, cue.first)
    left = None if opens else _stretch(frame, first, cue.first, carrier)
    right = _stretch(frame, cue.stop + 1, last, carrier)
    clause = [
        any("VerbForm=Fin" in w.morph for w in tree.words[a:b]) for a, b in ((first, cue.first), (cue.stop, last))
    ]
    if (
        right is not None
        and left is not None
        and (clause[0] or not clause[1])
        and _told_of_cue(tree, cue, cue.stop + 1, last)
    ):
        right = None
    return tuple(span for span in (left, right) if span is not None)


def scope(frame: Frame, cue: Cue, carrier: Carrier, words: VoiceWords) -> tuple[int, int]:
    """The words (half-open) of the clause that a cue speaks of: all of its carrier where the cue opens or closes it."""
    tree = frame.tree
    first, last = _segment(frame, cue, carrier)
    if cue.speaker is not None and cue.speaker < cue.first:  # "le ministre, selon qui rien ne presse, …"
        verb = next((i for i in range(cue.stop, last) if "VerbForm=Fin" in tree.words[i].morph), last)
        return cue.first, next((i for i in range(verb, last) if tree.words[i].form == ","), last)
    if cue.first - 1 > first and tree.words[cue.first - 1].pos == "SCONJ":
        return cue.first, last  # "…, puisque, selon la mairie, rien n'est signé" without its commas
    if _opens(tree, first, cue.first) or cue.kind == "verb" or _closes(frame, first, last, cue, words):
        return first, last
    clause = _clause_of(tree, cue, words)
    if clause is None:
        main = next((w.i for w in tree.words[first : cue.first] if w.head == w.i), None)
        return first, last if main is None else min(last, _contrast(tree, main, cue.stop))
    low, high = tree.reach[clause]
    if low > cue.first or high < cue.first:
        return first, last
    mark = next((k.i for k in kids(tree, clause, "mark") if "that" in k.function), None)
    return max(first, low if mark is None else mark + 1), min(last, high + 1, _contrast(tree, clause, cue.stop))


def _contrast(tree: Tree, clause: int, stop: int) -> int:
    """The first word of a coordinated clause with a subject of its own behind a cue within its clause: *X est mort
    selon A, mais B le nie*.
    """
    later = (k for k in kids(tree, clause, "conj") if k.i > stop and is_finite(tree, k.i) and kids(tree, k.i, "nsubj"))
    return next((max(stop + 1, tree.reach[k.i][0]) for k in later), len(tree.words))


def _closes(frame: Frame, first: int, last: int, cue: Cue, words: VoiceWords) -> bool:
    """The phrase of source stands behind a comma at its sentence's end: it speaks of all of it, up to a *mais*."""
    tree = frame.tree
    if cue.first <= first or tree.words[cue.first - 1].form != "," or not _told_of_cue(tree, cue, cue.stop + 1, last):
        return False
    over = next((w for w in _above_cue(tree, cue) if w.rel == "ccomp" and is_finite(tree, w.i)), None)
    if over is not None and _cites(tree, cue, over, words):
        return False
    return not any(word.function & {"but", "according", "then"} for word in tree.words[first + 1 : cue.first])


def _above_cue(tree: Tree, cue: Cue) -> Iterator[Word]:
    return above(tree, cue.speaker if cue.speaker is not None else cue.at)


def _clause_of(tree: Tree, cue: Cue, words: VoiceWords) -> int | None:
    """The head of the finite clause a cue stands in; None for the main clause. At the sentence's end it speaks of more
    than a relative clause, and behind a comma of more than a reported one.
    """
    word = tree.words[cue.speaker if cue.speaker is not None else cue.at]
    comma = cue.first > 0 and tree.words[cue.first - 1].form == ","
    for _ in range(12):
        if word.head == word.i:
            return None
        word = tree.words[word.head]
        ago = "have" in word.function and any("there" in k.function for k in kids(tree, word.i, "expl"))
        if is_finite(tree, word.i) and not cue.first <= word.i <= cue.stop and not ago:
            told = word.rel == "ccomp" and comma and not _cites(tree, cue, word, words)
            if _ends_sentence(tree, cue) and (word.rel == "acl" or word.dep == "advcl:cleft" or told):
                continue
            return word.i if word.head != word.i else None
    return None


def _cites(tree: Tree, cue: Cue, clause: Word, words: VoiceWords) -> bool:
    """Who reports a clause gives its source with it: *La mairie dit que …, selon un bilan*; an outlet named there,
    and a verb in the conditional, make the source that of the whole: *aurait dit que …, selon Le Monde*.
    """
    verb = tree.words[clause.head]
    speaks = verb_class(tree, verb.i, words) is not None and bool(kids(tree, verb.i, "nsubj"))
    outlet = any(outlet_length(tree, i, cue.stop + 1, words) for i in range(cue.last + 1, cue.stop + 1))
    return speaks and not outlet and "Mood=Cnd" not in finite_verb(tree, verb.i).morph


def _ends_sentence(tree: Tree, cue: Cue) -> bool:
    following = tree.words[cue.stop + 1] if cue.stop + 1 < len(tree.words) else None
    return following is None or following.form in (".", "!", "?", "…", "...") or following.pos == "SPACE"


def _segment(frame: Frame, cue: Cue, carrier: Carrier) -> tuple[int, int]:
    """The carrier between the semicolons and colons around the cue."""
    first, last = carrier.first, carrier.last
    for i in range(carrier.first, carrier.last):
        if frame.inside[i] < 0 and (
            frame.tree.words[i].form == ";" or (frame.tree.words[i].form == ":" and cue.kind != "verb")
        ):
            if i < cue.first:
                first = i + 1
            elif i > cue.stop:
                last = i
                break
    opened = [i for i in range(first, cue.first) if frame.tree.words[i].form in ("(", ")")]
    if opened and frame.tree.words[opened[-1]].form == "(":
        first = opened[-1] + 1
        last = next((i for i in range(cue.stop, last) if frame.tree.words[i].form == ")"), last)
    return first, last


def _opens(tree: Tree, first: int, at: int) -> bool:
    return all(tree.words[i].pos in ("CCONJ", "PUNCT", "ADV", "SPACE") for i in range(first, at))


def _stretch(frame: Frame, first: int, last: int, carrier: Carrier) -> Span | None:
    tree = frame.tree
    while first < last and (
        (tree.words[first].pos in ("PUNCT", "SPACE", "CCONJ") and frame.inside[first] < 0)
        or tree.words[first].form == ","
    ):
        first += 1
    while last > first and tree.words[last - 1].pos in ("PUNCT", "SPACE", "CCONJ") and frame.inside[last - 1] < 0:
        last -= 1
    return widened(frame, first, last - 1, carrier) if last > first else None


def _needed(tree: Tree, i: int) -> bool:
    """A word that completes its verb: object, infinitive, attribute."""
    word = tree.words[i]
    return tree.words[word.head].pos in ("VERB", "AUX") and (
        word.rel in ("obj", "xcomp", "ccomp", "iobj") or word.dep == "obl:arg"
    )


def _told_of_cue(tree: Tree, cue: Cue, first: int, last: int) -> bool:
    """What follows an incise tells more of its speaker or of the circumstances of the speech."""
    content = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE", "CCONJ")]
    if not content:
        return True
    opener = tree.words[content[0]]
    outside = [i for i in content if not cue.first <= tree.words[i].head < last]
    if any(_needed(tree, i) and tree.words[i].head < cue.first for i in outside):
        return False  # "Le chantier devrait, selon la mairie, durer un an"
    if outside and cue.kind == "source" and tree.words[cue.first - 1].form != "," and opener.i <= cue.stop + 2:
        return False  # "Le projet reste selon lui une option": one clause, its source in the middle
    if not any(is_finite(tree, i) for i in content) or opener.function & {"who", "whose", "where", "which"}:
        return True
    if (opener.pos == "NOUN" and not kids(tree, opener.i, "det")) or opener.rel == "appos":
        return True
    heads = [i for i in content if tree.words[i].head not in range(first, last)]
    return all(cue.first <= tree.words[i].head <= cue.stop for i in heads)
