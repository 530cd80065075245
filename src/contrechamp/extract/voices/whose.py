"""Whose a content is: its cue's speaker's, nobody's in particular, the last speaker's, or the author's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contrechamp.extract.tree import Tree, Word, finite_verb, is_finite, kids, word_at
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Carrier, Frame
from contrechamp.extract.voices.phrases import actor_of, outlet_near, somebody
from contrechamp.extract.voices.speaker_words import SpeakerWords
from contrechamp.extract.voices.speakers import (
    AUTHOR,
    Speakers,
    above_clause,
    before_colon,
    carried_on,
    for_whom,
    person_last,
    presented,
    voice_of,
)
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import ActorKind, Mode, Span, Voice, VoiceKind

_MANY = ("organisation:", "country:", "group:")


def whose(frame: Frame, known: Speakers, found: Found, following: Sequence[Found]) -> Voice | None:
    """The voice of a content, with the chain above it; None where the author speaks for himself.

    `following` are the next contents, for a quotation before whose speaker nobody has spoken.
    """
    cue = found.cue
    if cue is None:
        return _carried(known, frame, found, following)
    tree = frame.tree
    span = Span(tree.words[cue.first].start, tree.words[cue.last].end)
    if found.unnamed:
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span, AUTHOR)
    voice = _voice(frame, known, cue, span, frame.carriers[found.carrier])
    read = cue.speaker is not None and low_of(tree.words[cue.speaker]) in known.cast.small.nobody
    if voice is None and found.mode == Mode.DIRECT and cue.rule == "lead-in" and read:
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span, AUTHOR)  # "on pouvait lire : « … »"
    if voice is None and found.mode == Mode.DIRECT and _frames(frame, found):
        return _carried(known, frame, found, following)  # "Et d'ajouter : « … »"
    if voice is None or voice.within is not None:
        return voice
    return replace(voice, within=AUTHOR)


def speaker_heads(frame: Frame, found: Sequence[Found]) -> dict[int, int]:
    """The words that name speakers, each with the first word of the sentence whose incise it stands in."""
    heads: dict[int, int] = {}
    for item in found:
        cue = item.cue
        speaker = _named_by(frame.tree, cue) if cue is not None else None
        if cue is not None and speaker is not None:
            start = frame.carriers[item.carrier].first if cue.incise else speaker
            heads[speaker] = min(start, heads.get(speaker, start))
    return heads


def _named_by(tree: Tree, cue: Cue) -> int | None:
    """The word that names a cue's speaker; *il* of *il a ajouté que …*, too, where a parser takes it for nobody's."""
    if cue.speaker is not None and cue.kind == "verb":
        return _last_of_two(tree, cue.at, cue.speaker)
    if cue.speaker is not None or cue.kind != "verb" or cue.verb is None or cue.verb.name == "show":
        return cue.speaker
    verb = tree.words[cue.at]
    if verb.rel == "conj" and "VerbForm=Part" in verb.morph and not kids(tree, verb.i, "aux"):
        verb = tree.words[verb.head]
    empty = kids(tree, verb.i, "expl")
    present = is_finite(tree, verb.i) and cue.verb.que and "VerbForm=Inf" not in verb.morph
    active = (any("have" in k.function for k in kids(tree, verb.i, "aux")) or present) and not _passive(tree, cue)
    return empty[0].i if len(empty) == 1 and "it" in empty[0].function and active else None


def _last_of_two(tree: Tree, verb: int, speaker: int) -> int:
    """The subject of a verb in the singular before which *X, et Y* stands: *Y*, since *X* is of the clause before it.

    Two subjects would have a plural; the parser took the clause before for a noun (*Le dépôt part en fumée, et la
    préfète explique que …*).
    """
    if "Number=Sing" not in finite_verb(tree, verb).morph:
        return speaker
    for other in kids(tree, speaker, "conj"):
        joined = [k for k in kids(tree, other.i, "cc") if tree.words[k.i - 1].pos == "PUNCT"]
        if joined and speaker < joined[0].i < other.i < verb:
            return other.i
    return speaker


def _carried(known: Speakers, frame: Frame, found: Found, following: Sequence[Found]) -> Voice:
    """A bare quotation: the last speaker's; in dialogue with dashes, that of the one before the last.

    Whoever stands before it in the same sentence (*pour Anne Leroy, « … »*, *Paul Martin a fermé le pont, alors que
    « … »*) goes first; somebody whom the sentence before names goes before a speaker further up; where nobody has
    spoken yet, the next one.
    """
    at = word_at(frame.tree, found.contents[0].start)
    quote, carrier = frame.quotes[frame.inside[at]], frame.carriers[found.carrier]
    said = [s for s in known.said if carrier.first <= s.at < at]
    if said and quote.mark != "—":
        return replace(said[-1].voice, cue=None, within=said[-1].voice.within or AUTHOR)
    near = for_whom(known, carrier.first, at) or before_colon(known, carrier.first, at)
    near = near or above_clause(known, carrier.first, at)
    if near is not None:
        return replace(near, span=None, within=near.within or AUTHOR)
    voice = presented(known, frame.carriers, found.carrier) or carried_on(known, 2 if quote.mark == "—" else 1)
    if voice is not None and (voice.actor or "").startswith(_MANY) and _of_one(known, found):
        voice = person_last(known) or voice
    if voice is None:
        first = next((f for f in following if _frames(frame, f) and f.carrier - found.carrier <= 2), None)
        if first is not None and first.cue is not None and first.cue.speaker is not None:
            told = low_of(frame.tree.words[first.cue.speaker])
            first = None if told in known.cast.small.nobody else first  # a-t-on appris: nobody who goes on
        if first is not None and first.cue is not None and first.cue.speaker is not None:
            voice = replace(voice_of(known, first.cue.speaker, None, None), span=None)
    if voice is None:
        voice = Voice(VoiceKind.UNNAMED, within=AUTHOR)
    return replace(voice, within=voice.within or AUTHOR)


def _of_one(known: Speakers, found: Found) -> bool:
    """Whether one person says it of himself: *je*, *mon*."""
    words, first = known.tree.words, word_at(known.tree, found.contents[0].start)
    last = word_at(known.tree, found.contents[-1].end - 1)
    return any(words[i].low in known.cast.small.alone for i in range(first, last + 1))


def _frames(frame: Frame, found: Found) -> bool:
    """Its cue stands in the frame, not in a quotation."""
    return found.cue is not None and frame.inside[found.cue.at] < 0


def _voice(frame: Frame, known: Speakers, cue: Cue, span: Span, carrier: Carrier) -> Voice | None:
    tree, words, small = frame.tree, known.words, known.cast.small
    outlet = outlet_near(known.cast, known.quoted, carrier.first, carrier.last)
    if cue.kind == "colon" and (cue.speaker is None or not somebody(known.cast, tree.words[cue.speaker])):
        return None
    named = _named_by(tree, cue)
    if named is None:
        return _without_speaker(known, cue, span)
    speaker = tree.words[named]
    low = speaker.low.removeprefix("-t").lstrip("-")
    if low in words.first and speaker.pos != "PROPN":
        return _first_person(tree, cue, span, words, quoted=frame.inside[cue.at] >= 0)
    if low in small.nobody:
        return _anybody(known, cue, speaker, span, outlet)
    nobody = low in small.clefts or ("it" in speaker.function and _impersonal(tree, cue, speaker))
    if nobody and (not cue.incise or _passive(tree, cue)):
        shown = cue.verb is not None and cue.verb.name != "show"
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span) if shown else None
    return voice_of(known, _source_beside(tree, cue, small) or named, span, outlet)


def _anybody(known: Speakers, cue: Cue, speaker: Word, span: Span, outlet: str | None) -> Voice | None:
    """*on dit que*: unnamed others, or the people at a place that is named beside; *on sait que*: the author's own."""
    tree, small = known.tree, known.cast.small
    if "VerbForm=Inf" in tree.words[cue.at].morph:
        return None  # "doit-on redire que": the author asks, and says it
    if cue.verb is not None and tree.words[cue.at].key in known.words.shared and cue.kind == "verb" and not cue.incise:
        return None
    source = _source_beside(tree, cue, small)
    if source is None:
        source = _asked_at(known, speaker)
    if source is None:
        source = _read_in(known, speaker)
    if source is not None:
        return voice_of(known, source, span, outlet)
    return Voice(VoiceKind.UNNAMED, low_of(speaker), None, None, Span(speaker.start, speaker.end), span)


def low_of(word: Word) -> str:
    """A pronoun as it is said before its verb: `on` for *-t-on*."""
    return word.low.removeprefix("-t").lstrip("-")


def _asked_at(known: Speakers, speaker: Word) -> int | None:
    """*indique-t-on à la mairie*, *dans l'entourage du ministre*: the noun of those who were asked."""
    tree, small = known.tree, known.cast.small
    for i in range(speaker.i + 1, min(len(tree.words), speaker.i + 5)):
        word = tree.words[i]
        if word.low in small.asked_at or (word.pos == "ADP" and word.low in small.asked_at):
            noun = next((w for w in tree.words[i + 1 : i + 4] if w.pos in ("NOUN", "PROPN")), None)
            return noun.i if noun is not None and _answers(known, noun) else None
        if word.pos == "PUNCT":
            return None
    return None


def _read_in(known: Speakers, speaker: Word) -> int | None:
    """*peut-on lire dans les colonnes du Parisien*: the outlet's name."""
    words = known.tree.words
    for verb in words[max(0, speaker.i - 1) : speaker.i + 3]:
        if verb.key in known.cast.small.read and verb.pos == "VERB":
            after = words[max(verb.i, speaker.i) + 1 : verb.i + 8]
            stop = next((w.i for w in after if w.pos == "PUNCT"), len(words))
            return next((w.i for w in after if w.pos == "PROPN" and w.i < stop and _answers(known, w)), None)
    return None


def _answers(known: Speakers, noun: Word) -> bool:
    """Whether people who can be asked are at what a noun names: an organisation, an institution, a circle."""
    if noun.key in known.words.institutions or noun.key in known.cast.small.asked_near:
        return True
    actor = actor_of(known.cast, Span(noun.start, noun.end), noun)
    return actor is not None and actor.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)


def _impersonal(tree: Tree, cue: Cue, subject: Word) -> bool:
    """*il se dit que*, *il a été annoncé que*: nobody; not *il a ajouté que*, which a parser may take for it."""
    if _passive(tree, cue):
        return True
    if subject.rel != "expl":
        return False
    return any(k.rel == "expl" and k.i != subject.i for k in map(tree.words.__getitem__, tree.words[cue.at].kids))


def _passive(tree: Tree, cue: Cue) -> bool:
    """*est-il précisé*, *il a été annoncé*: a verb of speech in the passive."""
    verb = tree.words[cue.at]
    helping = kids(tree, verb.i, "aux", "cop")
    head = tree.words[verb.head]
    if not helping and verb.rel == "conj" and "VerbForm=Part" in head.morph:
        helping = kids(tree, head.i, "aux", "cop")  # "a ajouté que … et estimé que": the auxiliary of the first
    if helping and "VerbForm=Part" in verb.morph:
        return any(k.dep == "aux:pass" or "be" in k.function for k in helping)
    return any(k.dep == "aux:pass" for k in helping) or "Voice=Pass" in verb.morph


def _without_speaker(known: Speakers, cue: Cue, span: Span) -> Voice | None:
    """No subject: the author's own where the verb is an infinitive or a command, unnamed others' where it is
    passive.
    """
    tree = known.tree
    verb = tree.words[cue.at]
    if cue.kind in ("noun", "source", "colon"):
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    passive = _passive(tree, cue)
    source = _source_beside(tree, cue, known.cast.small)
    if source is not None:
        return voice_of(known, source, span, None)
    empty = {name for k in kids(tree, verb.i, "expl") for name in k.function}
    if "it" in empty and "VerbForm=Inf" in verb.morph and not passive:
        return None  # "il est à noter que": the author says it
    if passive or empty & {"it", "oneself"}:
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    if any(mark in verb.morph for mark in ("Mood=Imp", "VerbForm=Inf", "Person=1", "VerbForm=Part")):
        return None
    last = carried_on(known)
    return replace(last, span=None, cue=span) if last is not None and is_finite(tree, cue.at) else None


def _first_person(tree: Tree, cue: Cue, span: Span, words: VoiceWords, *, quoted: bool) -> Voice | None:
    """The author speaks for himself, unless he says what he read or heard."""
    heard = cue.verb is not None and cue.verb.factive and tree.words[cue.at].key in words.hearsay
    if heard and not quoted and cue.kind == "verb" and not cue.incise:
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    return None


def _source_beside(tree: Tree, cue: Cue, small: SpeakerWords) -> int | None:
    """*a appris l'AFP de source policière*, *auprès du parquet*: the noun of the source."""
    verb = tree.words[cue.at].key
    if cue.kind != "verb" or verb not in small.asked:
        return None
    for i in range(cue.at + 1, min(len(tree.words), cue.at + 9)):
        word = tree.words[i]
        if word.key == small.source and tree.words[i - 1].low in small.source_of:
            return i
        if word.key in small.learnt or word.form in (".", ":"):
            return None
        if verb in small.learnt and word.low in small.source_beside:
            after = tree.words[i + 1 : i + 6]
            return next((w.i for w in after if w.pos in ("NOUN", "PROPN")), None)
    return None
