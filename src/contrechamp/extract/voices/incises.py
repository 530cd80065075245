"""Incises: *…, a déclaré le maire*, *dit-il*, *s'amuse-t-elle*: a verb with its subject behind it, beside what is said.

Read from the surface, since a parser easily makes of a long quotation with its incise something else; the tree helps to
find the subject.
"""

from __future__ import annotations

from contrechamp.extract.tree import Tree, Word, is_finite, kids
from contrechamp.extract.voices.cues import Cue, verb_class
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.text.fold import fold_words

_BEFORE = frozenset((",", "»", "”", '"', "-", "–", "—", "(", "’", "'", "!", "?", "…", "...", ".", ";", "+"))
_ENDS = frozenset((".", ";", "!", "?", ":", "«", "“", '"', "…", "..."))
_BETWEEN = ("ADV", "PRON", "ADP", "DET", "NOUN", "CCONJ")  # what may stand between auxiliary and participle
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X")


def incise_at(tree: Tree, at: int, end: int, words: VoiceWords, *, quoted: bool, dialogue: bool = False) -> Cue | None:
    """The incise that begins at word `at`, before word `end`; None where none does.

    Beside a quotation (`quoted`) any verb may carry it (*sourit-elle*); elsewhere only a known reporting verb. In
    a line of `dialogue` no noun behind such a verb can be its object.
    """
    verb, clitic = _leading_verb(tree, at, end, words)
    if verb is None:
        return None
    found = known_verb(tree, verb, words)
    inverted = any(verb < k.i < end and not k.function & {"who", "that"} for k in kids(tree, verb, "nsubj"))
    speaker = clitic if clitic is not None else inverted_subject(tree, verb, end, words)
    if speaker is None:
        return None
    inverted = inverted or can_speak(tree, speaker, words)
    between = [w for w in tree.words[verb + 1 : speaker] if "VerbForm=Inf" in w.morph]
    if any(w.key not in words.caused for w in between) and not can_speak(tree, speaker, words):
        return None  # "…, a souhaité proposer une édition"
    if not _accepted(
        tree,
        at,
        verb,
        found,
        words,
        clitic=clitic is not None,
        inverted=inverted or (dialogue and found is not None),
        quoted=quoted,
    ):
        return None
    stop = _incise_end(tree, max(verb, speaker), end)
    return Cue(
        "verb", verb, at, max(verb, clitic or verb), found or words.classes["speech"], speaker, True, stop, "incise"
    )


def can_speak(tree: Tree, i: int, words: VoiceWords) -> bool:
    """Whether a noun phrase behind a verb of speech is rather who speaks than what is said: a name, an office, a
    document.
    """
    word = tree.words[i]
    if word.pos == "PRON" and "PronType=Dem" in word.morph and word.low not in words.clefts:
        return True  # "celui qui l'a connu"
    if word.pos == "PROPN" or outlet_length(tree, i, len(tree.words), words):
        return True
    return word.pos == "NOUN" and (
        word.key in words.persons or word.key in words.institutions or word.key in words.documents
    )


def _accepted(  # noqa: PLR0913  (all that is known of one incise)
    tree: Tree,
    at: int,
    verb: int,
    found: VerbClass | None,
    words: VoiceWords,
    *,
    clitic: bool,
    inverted: bool,
    quoted: bool,
) -> bool:
    """Whether a verb with something behind it is an incise, and not the verb of a sentence of its own."""
    word = tree.words[verb]
    if quoted:
        if (
            not clitic
            and not inverted
            and any(
                k.i < at and _own_subject(tree, k, at) and _quoted_since(tree, k.i, at)
                for k in kids(tree, verb, "nsubj")
            )
        ):
            return False  # "Jean Rivat, « le tueur », avoue un vol"
        comma = at > 0 and tree.words[at - 1].form in (",", "-", "–", "—")
        behind = (
            at > 0
            and tree.words[at - 1].form in ("»", "”", '"')
            and not any(k.i < at for k in kids(tree, verb, "nsubj"))
        )  # "« Trop tard » déplore le médecin", but "« Taxi » raconte une poursuite"
        said = found is not None and (comma or inverted or behind or word.rel == "parataxis")
        return clitic or said or (inverted and comma)
    left = any(k.i < at and _own_subject(tree, k, at) for k in kids(tree, verb, "nsubj"))
    if found is None or found.name == "manner" or (found.factive and word.key not in words.hearsay):
        return False  # "…, a perçu 15 millions d'euros"
    if word.rel == "conj" and not clitic and _in_a_row(tree, verb):
        return False  # "il descend, interpelle le garçon et le gifle"
    compound = verb > at and "VerbForm=Part" in word.morph
    return clitic or (not left and (inverted or compound or word.rel == "parataxis" or word.pos not in ("VERB", "AUX")))


def _quoted_since(tree: Tree, i: int, at: int) -> bool:
    """Whether a whole quotation stands between words `i` and `at`."""
    marks = [w.form for w in tree.words[i:at]]
    return "«" in marks or "“" in marks or marks.count('"') >= 2


def _in_a_row(tree: Tree, verb: int) -> bool:
    """Whether a further verb without a subject of its own is joined behind it by an *et*."""
    later = [k for k in (*kids(tree, tree.words[verb].head, "conj"), *kids(tree, verb, "conj")) if k.i > verb]
    return any(is_finite(tree, k.i) and kids(tree, k.i, "cc") and not kids(tree, k.i, "nsubj") for k in later)


def _own_subject(tree: Tree, subject: Word, at: int) -> bool:
    """Whether what stands before the verb at word `at` is its subject: no other verb between them but those that tell
    of the subject, and no single comma, which parts an incise from what is said.
    """
    end = tree.reach[subject.i][1]
    between = tree.words[subject.i + 1 : at]
    if any(w.form in ("!", "?", "…", "...") or ("VerbForm=Fin" in w.morph and w.i > end) for w in between):
        return False
    return sum(w.form == "," for w in between) % 2 == 0


def known_verb(tree: Tree, i: int, words: VoiceWords) -> VerbClass | None:
    """The class of a reporting verb, also of one that the tagger took for its twin (*précise*, *note*, *complète*)."""
    return verb_class(tree, i, words) or _twin(tree.words[i], words)


def _twin(word: Word, words: VoiceWords) -> VerbClass | None:
    """The class of a verb in *-er* that was tagged as something else: *la maire note*, *estiment les avocats*."""
    if word.pos not in ("ADJ", "NOUN", "ADV", "PROPN") or not word.form[:1].islower():
        return None
    stem = word.bare.removesuffix("nt") if word.low.endswith("ent") else word.bare
    if not stem.endswith("e") or not word.low.endswith(("e", "ent")):
        return None
    single = stem[:-2] + "e" if stem.endswith(("lle", "tte")) else stem  # "rappelle", "jette"
    return words.verbs.get(stem + "r") or words.verbs.get(single + "r")


def _leading_verb(tree: Tree, at: int, end: int, words: VoiceWords) -> tuple[int | None, int | None]:
    """The main verb of an incise and its subject clitic (*a-t-il dit*: dit, il), looked for from word `at` on."""
    clitic: int | None = None
    auxiliary = False
    for i in range(at, min(end, at + 10)):
        word = tree.words[i]
        if word.pos in ("VERB", "AUX"):
            if (not auxiliary and "VerbForm=Part" in word.morph) or "VerbForm=Inf" in word.morph:
                return None, None
            if "auxiliary" in word.function and not auxiliary:
                auxiliary = True
                if not any("VerbForm=Part" in tree.words[k].morph for k in range(i + 1, min(end, i + 7))):
                    return None, None
                continue
            after = i + 2 if i + 1 < end and "euphonic" in tree.words[i + 1].function else i + 1
            if clitic is None and after < end and (is_subject_clitic(tree.words[after]) or after == i + 2):
                clitic = after
            return i, clitic
        if not auxiliary and i + 1 < end and _twin(word, words) is not None:
            following = tree.words[_past_aside(tree, i + 1, end)]
            opens = following.pos in ("DET", "PROPN", "ADP") or is_subject_clitic(following)
            opens = opens or outlet_length(tree, i + 1, end, words) > 0
            return (i, i + 1 if is_subject_clitic(following) else None) if opens else (None, None)
        if auxiliary and is_subject_clitic(word):
            clitic = i
        elif "euphonic" in word.function and i + 1 < end:
            continue
        elif not (auxiliary and word.pos in _BETWEEN and i - at < 8) and not _leads(word, words):
            return None, None
    return None, None


def _leads(word: Word, words: VoiceWords) -> bool:
    return "clitic" in word.function or word.low in words.before_incise


def is_subject_clitic(word: Word) -> bool:
    """*-t-il*, *-elle*, *t-il*: a subject pronoun tied to the verb before it."""
    return "inverted-subject" in word.function


def inverted_subject(tree: Tree, verb: int, end: int, words: VoiceWords) -> int | None:
    """The first noun phrase behind the verb that no preposition holds: *a indiqué lundi à la presse le maire*."""
    i = _past_aside(tree, verb + 1, end)
    while i < min(end, verb + 26):
        word = tree.words[i]
        if word.pos == "ADP":
            i = _past_phrase(tree, i, end, words)
            continue
        if word.pos in _NOMINAL and word.bare not in words.days and "that" not in word.function:
            dated = word.pos == "NUM" and i + 1 < end and tree.words[i + 1].bare in words.days
            if not dated and "object-clitic" not in word.function:
                return _head_of(tree, i, end)
        elif (word.pos == "ADJ" and _nominal(tree, word, words)) or (
            word.form[:1].isupper() and outlet_length(tree, i, end, words) == 1
        ):
            return i  # "s'agace un autre", "indique Voici"
        elif (
            word.pos == "SCONJ"
            or "that" in word.function
            or (word.pos in ("VERB", "AUX") and "VerbForm=Fin" in word.morph)
            or word.form in _ENDS
        ):
            return None
        i += 1
    return None


def _nominal(tree: Tree, word: Word, words: VoiceWords) -> bool:
    """An adjective in a noun's place: *s'agace un autre*, *préviennent experts et élus*."""
    following = tree.words[word.i + 1].pos if word.i + 1 < len(tree.words) else ""
    if word.rel != "amod" and tree.words[word.i - 1].pos == "DET":
        return True
    return word.key in words.persons and word.rel != "amod" and following not in ("NOUN", "PROPN", "ADJ")


def _past_aside(tree: Tree, at: int, end: int) -> int:
    """The word behind what two commas set apart between a verb and its subject: *jure, la voix cassée, le maire*."""
    if at >= end or tree.words[at].form != ",":
        return at
    close = next((i for i in range(at + 2, min(end, at + 12)) if tree.words[i].form in (",", *_ENDS)), None)
    if close is None or tree.words[close].form != "," or close + 1 >= end:
        return at
    return close + 1 if tree.words[close + 1].pos in ("DET", "PROPN", "NOUN", "PRON") else at


def _head_of(tree: Tree, i: int, end: int) -> int:
    """The head of the noun phrase that begins with word `i`: *Me* of *Me Dupont*, *ministre* of *Premier ministre*."""
    word = tree.words[i]
    up = tree.words[word.head]
    if (
        i < up.i < min(end, i + 4)
        and up.pos in ("NOUN", "PROPN")
        and word.rel in ("amod", "nummod", "flat", "nmod", "compound")
    ):
        return up.i
    return i


def _past_phrase(tree: Tree, at: int, end: int, words: VoiceWords) -> int:
    """The first word behind a prepositional phrase that begins at word `at`; an outlet's name is one piece."""
    i = at + 1
    while i < end and tree.words[i].pos in ("DET", "ADJ", "ADV", "NUM", "ADP"):
        i += 1
    while i < end:
        length = outlet_length(tree, i, end, words)
        if length:
            return i + length
        word = tree.words[i]
        if word.form in _ENDS or word.form == "," or word.pos in ("DET", "VERB", "AUX", "PRON"):
            return i
        i += 1
        if i >= end or tree.words[i].pos not in ("PROPN", "ADJ") or _new_name(tree, i, words):
            return i
    return i


def _new_name(tree: Tree, i: int, words: VoiceWords) -> bool:
    """A first name, or a name behind an acronym, begins a new noun phrase."""
    word, before = tree.words[i], tree.words[i - 1]
    if word.pos != "PROPN":
        return False
    return (word.bare in words.genders and before.pos != "PROPN") or (before.form.isupper() and not word.form.isupper())


def outlet_length(tree: Tree, i: int, end: int, words: VoiceWords) -> int:
    """How many words from word `i` on are an outlet's name; 0 where none is. `le` may have melted into *au*, *du*."""
    if not (tree.words[i].form[:1].isupper() or tree.words[i].form[:1].isdigit()):
        return 0
    melted = i > 0 and bool(tree.words[i - 1].function & {"to-the", "of-the", "definite"})
    for length in (4, 3, 2, 1):
        if i + length <= end:
            name = fold_words(" ".join(tree.text[tree.words[i].start : tree.words[i + length - 1].end].split()))
            if name in words.outlets or (
                melted and any(f"{article}{name}" in words.outlets for article in words.outlet_articles)
            ):
                return length
    return 0


def _incise_end(tree: Tree, at: int, end: int) -> int:
    """The last word of the incise: before the quotation, the colon or the full stop that takes the speech up again."""
    i = at
    while i + 1 < end and tree.words[i + 1].form not in _ENDS and "\n" not in tree.words[i + 1].form:
        i += 1
    return i


def opens_incise(tree: Tree, first: int, carrier_start: int) -> bool:
    """Whether what begins at word `first` stands beside its sentence: after a comma, a closing mark, or at its head."""
    at = first - 1
    while at >= carrier_start and tree.words[at].pos == "SPACE":
        at -= 1
    return at < carrier_start or tree.words[at].form in _BEFORE
