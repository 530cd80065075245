"""Cues of speech: reporting verbs, prepositions of source and nouns of speech, each with the word that names the
speaker.

The tree is asked first; where it is wrong, the order of words and the punctuation on the surface still say which verb
stands in an incise (*…, a déclaré le maire.*) and which clause follows a *que*.
"""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.extract.tree import Tree, Word, above, finite_verb, is_finite, kids
from contrechamp.extract.voices.words import VerbClass, VoiceWords

_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its words `first` to `last`, the head word `at`, its class, and the head word of the speaker, if said.

    `kind` is `verb`, `source` (a preposition), `noun` or `colon`; `incise` tells a clause that stands beside what
    is said.
    `stop` is the last word of the incise or of the phrase of source.
    """

    kind: str
    at: int
    first: int
    last: int
    verb: VerbClass | None
    speaker: int | None
    incise: bool = False
    stop: int = -1
    rule: str = ""


def verb_class(tree: Tree, i: int, words: VoiceWords) -> VerbClass | None:
    """The class of the reporting verb at word `i`; None where it is none."""
    word = tree.words[i]
    if word.pos not in ("VERB", "AUX"):
        return None
    caused = any(k.dep in ("aux:caus",) for k in kids(tree, i, "aux"))
    governor = tree.words[word.head]
    caused = caused or (word.rel == "xcomp" and "causative" in governor.function)
    if caused and word.key in words.caused:
        return words.classes["say"]
    clitics = [k for k in map(tree.words.__getitem__, word.kids) if k.pos == "PRON" and k.i < i]
    if any((k.rel == "expl" and "reflexive" in k.function) or "oneself" in k.function for k in clitics):
        return words.reflexive.get(word.key)
    return words.verbs.get(word.key)


def verb_group(tree: Tree, i: int) -> tuple[int, int]:
    """First and last word of the verb at `i` with its auxiliaries, clitics and what stands between them."""
    first = last = i
    for kid in map(tree.words.__getitem__, tree.words[i].kids):
        if (
            (
                kid.rel in ("aux", "cop")
                or (kid.rel in ("expl", "iobj", "obj") and kid.pos == "PRON" and "clitic" in kid.function)
            )
            and kid.i < i
            and i - kid.i <= 6
        ):
            first = min(first, kid.i)
    return first, last


def subject_of(tree: Tree, i: int, depth: int = 0) -> Word | None:  # noqa: PLR0911  (a list of cases, one a line)
    """The word that names who does what the verb `i` says: its own subject, or that of the verb it hangs on.

    Participles and infinitives (*en précisant que*, *a tenu à rappeler que*) take the subject of their governor,
    relative clauses their antecedent, participles on a noun that noun, passives their agent.
    """
    word = tree.words[i]
    own = [k for k in kids(tree, i, *_SUBJECTS) if _acts(tree, word, k)]
    agent = next((k for k in kids(tree, i, "obl") if k.dep == "obl:agent"), None)
    if agent is not None:
        return agent
    if own:
        return _antecedent(tree, word, own[-1])
    if depth > 4 or word.head == i:
        return _surface_subject(tree, i)
    above_word = tree.words[word.head]
    if word.rel in ("xcomp", "advcl", "conj", "ccomp", "parataxis", "aux") and not is_finite(tree, i):
        return (
            subject_of(tree, above_word.i, depth + 1)
            if above_word.pos in ("VERB", "AUX", "ADJ", "NOUN")
            else above_word
        )
    if word.rel == "conj":
        return subject_of(tree, above_word.i, depth + 1)
    if word.rel == "acl":
        return above_word
    return _surface_subject(tree, i)


def _acts(tree: Tree, verb: Word, subject: Word) -> bool:
    """A subject that the parser has right: no passive's, none behind a preposition, no *nous* of a verb in the third
    person.
    """
    if subject.dep in ("nsubj:pass", "csubj:pass"):
        return False
    first = next(iter(kids(tree, subject.i, "case")), None)
    if subject.pos != "VERB" and first is not None and not first.function & {"of", "of-the"}:
        return False  # "sur Twitter", but not "près de trois Français sur quatre"
    return not ("reflexive" in subject.function and "Person=3" in finite_verb(tree, verb.i).morph)


def _antecedent(tree: Tree, verb: Word, subject: Word) -> Word | None:
    if not subject.function & {"who", "which"}:
        return subject
    if verb.rel == "acl":
        return tree.words[verb.head]
    for up in above(tree, verb.i):
        if up.rel == "acl":
            return tree.words[up.head]
    before = [w for w in tree.words[max(0, subject.i - 4) : subject.i] if w.pos in ("NOUN", "PROPN", "PRON")]
    return before[-1] if before else None


def _surface_subject(tree: Tree, i: int) -> Word | None:
    """The nearest noun or pronoun before the verb in its sentence that no preposition holds; a parser's slip mended."""
    first, _ = verb_group(tree, i)
    start = tree.sentences[tree.words[i].sentence][0]
    if not is_finite(tree, i):
        return None
    if first - 1 == start and tree.words[start].pos == "ADV" and "Number=Plur" in finite_verb(tree, i).morph:
        return tree.words[start]  # "Beaucoup pensent que"
    for at in range(first - 1, max(start, first - 8) - 1, -1):
        word = tree.words[at]
        if (
            word.pos in ("NOUN", "PROPN", "PRON")
            and word.rel
            in (
                "nsubj",
                "root",
                "dislocated",
                "appos",
                "dep",
                "nmod",
            )
            and not kids(tree, at, "case")
            and word.rel != "nmod"
        ):
            return word
        if word.pos in ("VERB", "SCONJ") or word.form in ".;:":
            return None
    return None
