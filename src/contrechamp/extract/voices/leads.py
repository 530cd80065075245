"""Speech behind a colon: the sentence or the headline that leads it in, and the cue that stands there."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.extract.voices.cues import Cue, subject_of, verb_class, verb_group
from contrechamp.extract.voices.found import Speech
from contrechamp.extract.voices.frame import STRONG, Carrier, Frame, quoted_between
from contrechamp.extract.voices.incises import can_speak, incise_at
from contrechamp.extract.voices.sources import source_at
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode

_SPOKEN = ("say", "admit", "speech", "deny", "ask", "judge", "promise", "think")  # classes of verbs that are speech


def _ends(carrier: Carrier) -> tuple[int, int]:
    return carrier.first, carrier.last


def announced(frame: Frame, number: int, words: VoiceWords) -> Cue | None:
    """The cue of the paragraph before, where that ends with a colon: *Roger ajouta :* and the speech on a line of
    its own.
    """
    words_of = frame.tree.words
    while number and all(words_of[i].pos == "SPACE" for i in range(*_ends(frame.carriers[number - 1]))):
        number -= 1
    if number == 0:
        return None
    before = frame.carriers[number - 1]
    last = before.last - 1
    while last > before.first and frame.tree.words[last].pos == "SPACE":
        last -= 1
    return _lead(frame, before, last, words) if frame.tree.words[last].form == ":" else None


def led_in(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> Speech | None:
    """Speech behind a colon: *Le maire a réagi : « … »*, *Véran : « … »*."""
    tree = frame.tree
    for q in carrier.quotes:
        first = frame.ranges[q][0]
        before = first - 1
        while before > carrier.first and tree.words[before].pos == "SPACE":
            before -= 1
        if before < carrier.first or tree.words[before].form != ":":
            continue
        cue = _lead(frame, carrier, before, words)
        if cue is not None and _of_others(frame, cue, q, words):
            cue = None
        following = [k for k in carrier.quotes if frame.ranges[k][0] >= first]
        contents = tuple(frame.quotes[k].inner for k in following)
        return Speech(contents, cue, Mode.DIRECT, "lead-in", number, tuple(following))
    return None


def _of_others(frame: Frame, cue: Cue, q: int, words: VoiceWords) -> bool:
    """Several people do what is no speech, and one is quoted: *Ses fans sont là : « Je pleure »*."""
    tree = frame.tree
    if cue.kind != "verb" or cue.speaker is None or verb_class(tree, cue.at, words) in map(words.classes.get, _SPOKEN):
        return False
    opens = tree.words[frame.ranges[q][0] : frame.ranges[q][0] + 4]
    one = any("Person=1" in w.morph and "Number=Sing" in w.morph and w.pos == "PRON" for w in opens)
    return one and "Number=Plur" in tree.words[cue.speaker].morph


def headline(frame: Frame, carrier: Carrier) -> tuple[int, int] | None:
    """*Dupont : « … » et la suite*: colon and first word behind it, in a line without a full stop whose head is a
    name.
    """
    tree = frame.tree
    if tree.words[carrier.last - 1].form in STRONG:
        return None
    colon = next(
        (i for i in range(carrier.first, min(carrier.last, carrier.first + 8)) if tree.words[i].form == ":"), None
    )
    if colon is None or colon == carrier.first or colon + 1 >= carrier.last:
        return None
    named = [i for i in range(carrier.first, colon) if tree.words[i].pos == "PROPN" or tree.words[i].form[:1].isupper()]
    verbs = [i for i in range(carrier.first, colon) if "VerbForm=Fin" in tree.words[i].morph]
    return (colon, colon + 1) if named and not verbs else None


def titled(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> Speech | None:
    """A headline that names a speaker before a colon and quotes him behind it, in part."""
    found = headline(frame, carrier)
    if found is None or frame.inside[found[0]] >= 0:
        return None
    spoken = range(found[1], frame.ranges[carrier.quotes[0]][0])
    if any(verb_class(frame.tree, i, words) and kids(frame.tree, i, "nsubj") for i in spoken):
        return None  # "Budget : le maire dénonce « un gâchis »"
    cue = _lead(frame, carrier, found[0], words)
    contents, mode = quoted_between(frame, carrier, found[1], carrier.last)
    if cue is None or cue.kind != "colon" or not contents:
        return None
    behind = [i for i in range(found[1], carrier.last) if tree_word(frame, i)]
    if 2 * sum(frame.inside[i] >= 0 for i in behind) < len(behind):
        return None  # one quoted name in it is no speech
    return Speech(contents, cue, mode, "headline", number, carrier.quotes)


def _behind_verb(tree: Tree, verb: int, end: int, words: VoiceWords) -> Word | None:
    """Who stands behind the verb of an incise before a colon: *…, a précisé M. El Nour : « … »*."""
    first, _ = verb_group(tree, verb)
    cue = incise_at(tree, first, end, words, quoted=False) if first and tree.words[first - 1].form == "," else None
    return tree.words[cue.speaker] if cue is not None and cue.speaker is not None else None


def words_of_speech(tree: Tree, i: int, words: VoiceWords) -> bool:
    """Whether a noun names something said or what one says it with: *la réponse*, *le constat*, *un verdict*."""
    key = tree.words[i].key
    return tree.words[i].pos == "NOUN" and (key in words.colon or words.nouns.get(key, "factive") != "factive")


def whose_words(tree: Tree, noun: int, end: int, words: VoiceWords) -> Word | None:
    """Whose words a noun of speech names, before word `end`: *la réponse de Léa*, *même constat chez les élus*."""
    if not words_of_speech(tree, noun, words):
        return None
    for i in range(noun + 1, end):
        word = tree.words[i]
        if word.pos in ("NOUN", "PROPN") and kids(tree, i, "case") and can_speak(tree, i, words):
            return word
        if "VerbForm=Fin" in word.morph:
            return None
    return None


def tree_word(frame: Frame, i: int) -> bool:
    """Whether word `i` is a word, not a mark or a blank."""
    return frame.tree.words[i].pos not in ("PUNCT", "SPACE")


def _lead(frame: Frame, carrier: Carrier, colon: int, words: VoiceWords) -> Cue | None:
    """The nearest reporting verb before a colon, else the last verb with a subject, else the noun phrase itself."""
    tree = frame.tree
    verbs = [i for i in range(colon - 1, carrier.first - 1, -1) if tree.words[i].pos == "VERB" and frame.inside[i] < 0]
    kinds = {i: verb_class(tree, i, words) for i in verbs}
    known = [i for i in verbs if (kind := kinds[i]) is not None and kind.name != "manner"]
    source = next((c for i in range(carrier.first, colon) if (c := source_at(tree, i, colon, words)) is not None), None)
    if source is not None and (not known or source.stop == colon - 1):
        return replace(source, rule="lead-in")
    for i in (*known, *verbs):
        speaker = subject_of(tree, i) or _behind_verb(tree, i, colon, words)
        if speaker is not None:
            speaker = whose_words(tree, speaker.i, colon, words) or speaker
            first, last = verb_group(tree, i)
            return Cue(
                "verb", i, first, last, verb_class(tree, i, words) or words.classes["speech"], speaker.i, rule="lead-in"
            )
    nouns = [
        i for i in range(carrier.first, colon) if tree.words[i].pos in ("PROPN", "NOUN") and not kids(tree, i, "case")
    ]
    said = next((i for i in nouns if words_of_speech(tree, i, words)), None)
    holder = whose_words(tree, said, colon, words) if said is not None else None
    if holder is not None and said is not None:
        return Cue("noun", said, said, said, words.classes["say"], holder.i, rule="lead-in")
    if nouns and colon - carrier.first <= 12:
        return Cue("colon", colon, colon, colon, words.classes["say"], nouns[0], rule="colon")
    return None
