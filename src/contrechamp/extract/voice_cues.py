"""Cues of speech: reporting verbs, prepositions of source and nouns of speech, each with the word that names the speaker.

The tree is asked first; where it is wrong, the order of words and the punctuation on the surface still say which verb
stands in an incise (*…, a déclaré le maire.*) and which clause follows a *que*.
"""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.extract.claim_tree import Tree, Word, above, is_finite, kids
from contrechamp.extract.voice_words import VerbClass, VoiceWords

_REFLEXIVE = frozenset(("se", "s'", "me", "m'", "nous", "vous", "te", "t'"))
_CLITICS = frozenset(
    (
        "se",
        "s'",
        "me",
        "m'",
        "nous",
        "vous",
        "lui",
        "leur",
        "le",
        "la",
        "l'",
        "les",
        "y",
        "en",
        "ne",
        "n'",
        "ainsi",
        "nous",
    )
)
_BEFORE_INCISE = frozenset((",", "»", "”", '"', "-", "–", "—", "(", "’", "'", "!", "?", "…", "...", ".", ";", "+"))
_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its words `first` to `last`, the head word `at`, its class, and the head word of the speaker, if said.

    `kind` is `verb`, `source` (a preposition), `noun` or `colon`; `incise` tells a clause that stands beside what is said.
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
    if caused or (word.rel == "xcomp" and governor.key in ("laisser", "faire")):
        if word.key in ("savoir", "valoir", "remarquer", "observer", "entendre", "comprendre", "croire", "penser"):
            return words.classes["say"]
    if any(k.rel == "expl" and k.low in _REFLEXIVE for k in map(tree.words.__getitem__, word.kids)):
        return words.verbs.get(f"se {word.key}") or _unless_asking(words.verbs.get(word.key))
    return words.verbs.get(word.key)


def _unless_asking(found: VerbClass | None) -> VerbClass | None:
    return None if found is None or found.name in ("ask", "wish", "know") else found


def verb_group(tree: Tree, i: int) -> tuple[int, int]:
    """First and last word of the verb at `i` with its auxiliaries, clitics and what stands between them."""
    first = last = i
    for kid in map(tree.words.__getitem__, tree.words[i].kids):
        if kid.rel in ("aux", "cop") or (
            kid.rel in ("expl", "iobj", "obj") and kid.pos == "PRON" and kid.low in _CLITICS
        ):
            if kid.i < i and i - kid.i <= 6:
                first = min(first, kid.i)
    return first, last


def subject_of(tree: Tree, i: int, depth: int = 0) -> Word | None:
    """The word that names who does what the verb `i` says: its own subject, or that of the verb it hangs on.

    Participles and infinitives (*en précisant que*, *a tenu à rappeler que*) take the subject of their governor,
    relative clauses their antecedent, participles on a noun that noun, passives their agent.
    """
    word = tree.words[i]
    own = [k for k in kids(tree, i, *_SUBJECTS) if k.dep not in ("nsubj:pass", "csubj:pass")]
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


def _antecedent(tree: Tree, verb: Word, subject: Word) -> Word | None:
    if subject.low not in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
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
    for at in range(first - 1, max(start, first - 8) - 1, -1):
        word = tree.words[at]
        if word.pos in ("NOUN", "PROPN", "PRON") and word.rel in (
            "nsubj",
            "root",
            "dislocated",
            "appos",
            "dep",
            "nmod",
        ):
            if not kids(tree, at, "case") and word.rel != "nmod":
                return word
        if word.pos in ("VERB", "SCONJ") or word.form in ".;:":
            return None
    return None


def incise_at(tree: Tree, at: int, end: int, words: VoiceWords, *, quoted: bool) -> Cue | None:
    """The incise that begins at word `at` (*a déclaré le maire*, *dit-il*, *selon lui*), or None.

    A verb, its inverted subject behind it. Beside a quotation (`quoted`) any verb of speech or manner will do
    (*s'amuse-t-elle*); elsewhere it must be a known reporting verb. Words from `end` on do not belong to it.
    """
    verb, subject_clitic = _leading_verb(tree, at, end)
    if verb is None:
        return None
    found = verb_class(tree, verb, words)
    if found is None and not quoted:
        return None
    if subject_clitic is not None:
        speaker: int | None = subject_clitic
    else:
        speaker = _inverted_subject(tree, verb, end)
        if speaker is None:
            return None
    stop = _incise_end(tree, max(verb, speaker), end)
    return Cue("verb", verb, at, verb, found or words.classes["speech"], speaker, True, stop, "incise")


def _leading_verb(tree: Tree, at: int, end: int) -> tuple[int | None, int | None]:
    """The main verb of an incise and its subject clitic (*a-t-il dit*: dit, il), looked for from word `at` on."""
    clitic: int | None = None
    auxiliary = False
    for i in range(at, min(end, at + 9)):
        word = tree.words[i]
        if word.pos in ("VERB", "AUX"):
            finite = "VerbForm=Fin" in word.morph or (i == at and "VerbForm" not in word.morph)
            if not auxiliary and not finite:
                return None, None
            if word.key in ("avoir", "etre") and not auxiliary:
                auxiliary = True
                if not _participle_follows(tree, i, min(end, i + 6)):
                    return None, None
                continue
            following = tree.words[i + 1] if i + 1 < end else None
            if clitic is None and following is not None and _is_subject_clitic(following):
                clitic = following.i
            return i, clitic
        if auxiliary and _is_subject_clitic(word):
            clitic = i
        elif auxiliary and word.pos in ("ADV", "PRON", "ADP", "DET", "NOUN") and i - at < 7:
            continue
        elif not auxiliary and (word.low in _CLITICS or word.low in ("comme", "ainsi", "aussi", "alors")):
            continue
        else:
            return None, None
    return None, None


def _participle_follows(tree: Tree, i: int, end: int) -> bool:
    return any("VerbForm=Part" in tree.words[k].morph for k in range(i + 1, end))


def _is_subject_clitic(word: Word) -> bool:
    return word.form.startswith("-") and word.low.removeprefix("-t").lstrip("-'") in (
        "il", "elle", "ils", "elles", "on", "je", "nous", "vous", "tu", "ce",
    )  # fmt: skip


def _inverted_subject(tree: Tree, verb: int, end: int) -> int | None:
    """The head of the noun phrase behind the verb that no preposition holds: *a indiqué à la presse le maire*."""
    for kid in kids(tree, verb, "nsubj"):
        if verb < kid.i < end and kid.low not in ("qui", "que", "qu'"):
            return kid.i
    i = verb + 1
    while i < min(end, verb + 24):
        word = tree.words[i]
        if word.pos in ("NOUN", "PROPN", "PRON", "NUM", "X") and word.rel not in ("flat", "fixed", "case"):
            if not kids(tree, i, "case") and not _held(tree, i, verb):
                return i if word.rel not in ("obl", "advmod") or word.pos == "PROPN" else None
        elif word.pos in ("SCONJ", "VERB") or word.form in (",", ":", ".", ";", "«", '"', "“"):
            if word.form == ",":
                i += 1
                continue
            return None
        i += 1
    return None


def _held(tree: Tree, i: int, verb: int) -> bool:
    """A preposition stands before the noun phrase of word `i`, or it is a day (*a dit lundi le maire*)."""
    word = tree.words[i]
    if word.dep in ("obl:mod", "obl:arg", "nmod") and word.pos == "NOUN":
        return True
    up = tree.words[word.head]
    return verb < up.i < i and bool(kids(tree, up.i, "case"))


def _incise_end(tree: Tree, at: int, end: int) -> int:
    """The last word of the incise: before the quotation, comma and clause, or full stop that takes the speech up again."""
    i = at
    while i + 1 < end:
        word = tree.words[i + 1]
        if word.form in (".", ";", "!", "?", ":", "«", "“", '"', "…", "...") or "\n" in word.form:
            break
        i += 1
    return i


def opens_incise(tree: Tree, first: int, carrier_start: int) -> bool:
    """Whether what begins at word `first` stands beside its sentence: after a comma, a closing mark, or at its head."""
    at = first - 1
    while at >= carrier_start and tree.words[at].pos == "SPACE":
        at -= 1
    return at < carrier_start or tree.words[at].form in _BEFORE_INCISE
