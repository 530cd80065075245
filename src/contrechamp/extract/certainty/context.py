"""What a clause hangs on: the conjunction, an impersonal predicate, a verb of thinking, denying or asking."""

from __future__ import annotations

from contrechamp.extract.certainty.reading import Reading
from contrechamp.extract.certainty.words import CertaintyWords
from contrechamp.extract.tree import Tree, Word, finite_verb, kids
from contrechamp.extract.voices.cues import verb_class
from contrechamp.extract.voices.words import VerbClass, VoiceWords


def context(tree: Tree, head: int, lexicon: CertaintyWords, voices: VoiceWords, reading: Reading) -> None:
    """What the clause hangs on: its conjunction, a predicate over it, the author's own thinking or wishing."""
    word = tree.words[head]
    if word.rel == "conj":
        first = tree.words[word.head]
        if any("that" in k.function for k in kids(tree, head, "mark")) or first.rel in ("ccomp", "csubj"):
            word = first
    if word.rel == "advcl" or (
        word.rel in ("acl", "conj", "parataxis", "root", "ccomp") and kids(tree, word.i, "mark")
    ):
        _conjunction(tree, word, lexicon, reading)
    if word.rel in ("ccomp", "csubj", "xcomp", "advcl") and word.head != word.i and word.rel != "advcl":
        _governor(tree, word, tree.words[word.head], lexicon, voices, reading)


def opening(tree: Tree, head: int, lexicon: CertaintyWords) -> str:
    """The words with which a subordinate clause opens, from the conjunction's first: `parce que le pont est `."""
    marks = [k for k in kids(tree, head, "mark", "advmod", "cc", "case") if k.i < head]
    if not marks:
        return ""
    first = min((m for m in marks if m.rel == "mark"), key=lambda m: m.i, default=marks[0]).i
    start = first
    while (
        start > 0 and tree.words[start - 1].low in lexicon.before_que and tree.words[first].low in lexicon.behind_those
    ):
        start -= 1
    return " ".join(tree.words[i].low for i in range(start, min(len(tree.words), first + 5))) + " "


def subordinate_kind(tree: Tree, head: int, lexicon: CertaintyWords) -> tuple[str, str]:
    """`asserted`, `open` or `denied` with the conjunction that says so; empty strings where none opens the clause."""
    said = opening(tree, head, lexicon)
    best = ("", "")
    for kind, phrases in (("asserted", lexicon.asserted), ("open", lexicon.open), ("denied", lexicon.denied)):
        for phrase in phrases:
            if (
                said.startswith(phrase + " ") or (phrase.endswith("que") and said.startswith(phrase[:-1] + "' "))
            ) and len(phrase) > len(best[1]):
                best = (kind, phrase)
                break
    return best


def _conjunction(tree: Tree, word: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    kind, phrase = subordinate_kind(tree, word.i, lexicon)
    mark = next((k.i for k in kids(tree, word.i, "mark")), word.i)
    if kind == "open" and phrase in lexicon.that:
        if word.rel == "root" and "Mood=Sub" in finite_verb(tree, word.i).morph:
            reading.weaken("U", "wish", mark)
        return
    if kind == "open" and not (phrase in lexicon.if_ and (_explains(tree, word) or _concedes(tree, word))):
        reading.weaken("U", "hypothesis", mark)
    elif kind == "denied":
        reading.deny("denied", mark)


def _concedes(tree: Tree, word: Word) -> bool:
    """*si le maire a été conquis, il regrette …*: a perfect after *si* concedes a fact, unless a past conditional
    follows.
    """
    finite = finite_verb(tree, word.i)
    perfect = finite.rel == "aux" and "auxiliary" in finite.function and finite.dep != "aux:pass"
    if not perfect or word.head == word.i:
        return False
    main = finite_verb(tree, word.head)
    return "Tense=Imp" not in finite.morph or "Mood=Cnd" not in main.morph or main.rel != "aux"


def _explains(tree: Tree, word: Word) -> bool:
    """*si …, c'est que …*: the clause with *si* is no condition."""
    main = tree.words[word.head]
    start = max(word.i, tree.reach[word.i][1])
    following = {name for w in tree.words[start + 1 : start + 6] for name in w.function}
    return word.i < main.i and "presenting" in following and not following.isdisjoint(("that", "because"))


def _governor(tree: Tree, word: Word, up: Word, lexicon: CertaintyWords, voices: VoiceWords, reading: Reading) -> None:
    negated = any("negator" in tree.words[k].function for k in up.kids) or any(
        tree.words[k].low in lexicon.hardly and tree.words[k].rel == "advmod" for k in up.kids
    )
    mark_si = any("if" in k.function for k in kids(tree, word.i, "mark"))
    if mark_si:
        reading.weaken("U", "open", up.i)
        return
    kind = verb_class(tree, up.i, voices)
    predicate = lexicon.predicates.get(up.key)
    impersonal = (
        up.pos in ("ADJ", "NOUN", "ADV")
        or any(k.rel == "expl" and "it" in k.function for k in map(tree.words.__getitem__, up.kids))
        or word.rel == "csubj"
    )
    if negated and kind is not None and kind.negated:
        reading.rules.append("double-negation")
        reading.weaken(kind.negated, kind.name, up.i)  # "n'exclut pas que"
    elif negated and kind is not None and kind.polarity == "-":
        reading.rules.append("double-negation")  # "ne nie pas que", "personne ne doute que"
        reading.cues.append(up.i)
    elif predicate == "prevented":
        if not negated:
            reading.deny("prevented", up.i)
    elif predicate == "open" and _says_so(tree, word, up, lexicon):
        return  # "il faut dire que", "il convient de rappeler que"
    elif predicate is not None and impersonal:
        _predicate(predicate, up, lexicon, reading, negated=negated)
    elif kind is not None and not kind.factive:
        if negated and kind.name in ("think", "suspect"):
            reading.weaken("PR", "not-thought", up.i)
            reading.deny("not-thought")
        elif negated:
            reading.weaken("U", "not-said", up.i)
        elif any(k.function & {"i", "we"} for k in kids(tree, up.i, "nsubj")):
            voice(kind, reading, up.i)
        elif kind.ceiling == "U":
            reading.weaken("U", kind.name, up.i)


def _says_so(tree: Tree, word: Word, up: Word, lexicon: CertaintyWords) -> bool:
    """An infinitive of saying between an impersonal verb and the clause: the author says what follows."""
    return any("VerbForm=Inf" in w.morph and w.key in lexicon.asserting for w in tree.words[up.i + 1 : word.i][:4])


def _predicate(predicate: str, up: Word, lexicon: CertaintyWords, reading: Reading, *, negated: bool) -> None:
    if predicate == "certain":
        if negated and up.key not in lexicon.certain_still:
            reading.weaken("U", "predicate", up.i)
    elif predicate in ("probable", "possible"):
        reading.weaken("PR" if predicate == "probable" else "PS", "predicate", up.i)
        if negated:
            reading.deny("predicate")
    elif predicate == "improbable":
        reading.weaken("PR", "predicate", up.i)
        if not negated:
            reading.deny("predicate")
    elif predicate == "impossible":
        if negated:
            reading.weaken("PS", "predicate", up.i)
        else:
            reading.deny("predicate", up.i)
    elif predicate == "open":
        reading.weaken("U", "predicate", up.i)


def voice(verb: VerbClass, reading: Reading, *cues: int) -> None:
    """What the verb of a voice does to the degree and the polarity of its content."""
    if verb.polarity == "-":
        reading.deny(verb.name, *cues)
    if verb.ceiling:
        reading.weaken(verb.ceiling, verb.name, *cues)
