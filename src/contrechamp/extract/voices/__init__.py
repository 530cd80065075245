"""Who says what: contents, speakers and cues (PARC's trio), in direct, mixed and indirect speech.

    find_attributions(tree, quotes, …) → contents with their voice, mode and rule, in the order of the text

Everything that is in no content is the author's. A content inside another belongs to the inner voice; `Voice.within`
leads up from it to the author.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contrechamp.extract.tree import Tree, Word, is_finite, kids, word_at
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Carrier, Frame, read_frame
from contrechamp.extract.voices.search import search
from contrechamp.extract.voices.speakers import (
    AUTHOR,
    Speakers,
    carried_on,
    outlet_near,
    presented,
    somebody,
    speakers,
    voice_of,
)
from contrechamp.extract.voices.words import VerbClass, VoiceWords, voice_words
from contrechamp.model import Actor, Mode, Span, Voice, VoiceKind
from contrechamp.text.quotes import Quote, find_quotes


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one voice says: `contents` sorted, the voice, the mode, the class of its verb, and the rule that found it.

    `head` is the word that heads the reported clause where there is one, `cue_word` the word of the cue. `denied` tells
    that the author denies the contents.
    """

    contents: tuple[Span, ...]
    voice: Voice
    mode: Mode
    verb: VerbClass | None
    rule: str
    head: int | None = None
    cue_word: int | None = None
    denied: Span | None = None


def find_attributions(
    tree: Tree, *, language: str = "fr", actors: Sequence[Actor] = (), quotes: tuple[Quote, ...] | None = None
) -> tuple[Attribution, ...]:
    """All reported contents of a parsed text, sorted by their first span. Raises UnknownLanguage."""
    words = voice_words(language)
    frame = read_frame(tree, find_quotes(tree.text) if quotes is None else quotes)
    found = search(frame, words)
    known = speakers(tree, words, actors, frame.inside)
    marked = [a for i, f in enumerate(found) if (a := _attribution(frame, known, f, found[i + 1 : i + 9])) is not None]
    return _nested(sorted(marked, key=lambda a: (a.contents[0].start, -a.contents[-1].end, a.rule)))


def _attribution(frame: Frame, known: Speakers, found: Found, following: Sequence[Found]) -> Attribution | None:
    """The content with its voice; None where the author speaks for himself."""
    cue = found.cue
    if cue is None:
        return _carried(known, frame, found, following)
    tree = frame.tree
    cue_span = Span(tree.words[cue.first].start, tree.words[cue.last].end)
    carrier = frame.carriers[found.carrier]
    if found.unnamed:
        voice: Voice | None = Voice(VoiceKind.UNNAMED, None, None, None, None, cue_span, AUTHOR)
    else:
        voice = _voice(frame, known, cue, cue_span, carrier)
    if voice is None and found.mode == Mode.DIRECT and _frames(frame, found):
        return _carried(known, frame, found, following)  # "Et d'ajouter : « … »"
    if voice is None:
        return None
    if voice.within is None:
        voice = replace(voice, within=AUTHOR)
    return Attribution(found.contents, voice, found.mode, cue.verb, found.rule, found.head, cue.at, found.denied)


def _carried(known: Speakers, frame: Frame, found: Found, following: Sequence[Found]) -> Attribution | None:
    """A bare quotation: the last speaker's; in dialogue with dashes, that of the one before the last.

    Somebody whom the sentence before names goes before a speaker further up; where nobody has spoken yet, the next one.
    """
    quote = frame.quotes[frame.inside[word_at(frame.tree, found.contents[0].start)]]
    voice = presented(known, frame.carriers, found.carrier) or carried_on(known, 2 if quote.mark == "—" else 1)
    if voice is None:
        near = next((f for f in following if _frames(frame, f) and f.carrier - found.carrier <= 2), None)
        if near is not None and near.cue is not None and near.cue.speaker is not None:
            voice = replace(voice_of(known, near.cue.speaker, None, None), span=None)
    if voice is None:
        voice = Voice(VoiceKind.UNNAMED, within=AUTHOR)
    return Attribution(found.contents, replace(voice, within=voice.within or AUTHOR), found.mode, None, found.rule)


def _frames(frame: Frame, found: Found) -> bool:
    """Its cue stands in the frame, not in a quotation."""
    return found.cue is not None and frame.inside[found.cue.at] < 0


def _voice(frame: Frame, known: Speakers, cue: Cue, span: Span, carrier: Carrier) -> Voice | None:  # noqa: PLR0911  (a list of cases, one a line)
    tree, words = frame.tree, known.words
    outlet = outlet_near(known, carrier.first, carrier.last)
    if cue.kind == "colon" and (cue.speaker is None or not somebody(known, tree.words[cue.speaker])):
        return None
    if cue.speaker is None:
        return _without_speaker(tree, cue, span, words, known)
    speaker = tree.words[cue.speaker]
    low = speaker.low.removeprefix("-t").lstrip("-")
    if low in words.first:
        return _first_person(tree, cue, span, words, quoted=frame.inside[cue.at] >= 0)
    if low == "on":
        if "VerbForm=Inf" in tree.words[cue.at].morph:
            return None  # "doit-on redire que": the author asks, and says it
        if cue.verb is not None and tree.words[cue.at].key in words.shared and cue.kind == "verb" and not cue.incise:
            return None
        source = _source_beside(tree, cue)
        if source is not None:
            return voice_of(known, source, span, outlet)
        return Voice(VoiceKind.UNNAMED, "on", None, None, Span(speaker.start, speaker.end), span)
    if not cue.incise and (low in ("ce", "c'", "cela", "ça") or (low == "il" and _impersonal(tree, cue, speaker))):
        return (
            Voice(VoiceKind.UNNAMED, None, None, None, None, span)
            if cue.verb is not None and cue.verb.name != "show"
            else None
        )
    before = carrier.first if cue.incise else None
    return voice_of(known, _source_beside(tree, cue) or cue.speaker, span, outlet, before)


def _impersonal(tree: Tree, cue: Cue, subject: Word) -> bool:
    """*il se dit que*, *il a été annoncé que*: nobody; not *il a ajouté que*, which a parser may take for it."""
    if subject.rel != "expl":
        return False
    return any(
        (k.rel == "expl" and k.i != subject.i) or k.dep == "aux:pass"
        for k in map(tree.words.__getitem__, tree.words[cue.at].kids)
    )


def _without_speaker(tree: Tree, cue: Cue, span: Span, words: VoiceWords, known: Speakers) -> Voice | None:
    """No subject: the author's own where the verb is an infinitive or a command, unnamed others' where it is
    passive.
    """
    verb = tree.words[cue.at]
    if cue.kind in ("noun", "source", "colon"):
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    passive = "Voice=Pass" in verb.morph or any(k.dep == "aux:pass" for k in kids(tree, cue.at, "aux"))
    source = _source_beside(tree, cue)
    if source is not None:
        return voice_of(known, source, span, None)
    if passive or any(k.rel == "expl" and k.low in ("il", "se", "s'") for k in map(tree.words.__getitem__, verb.kids)):
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    if (
        "Mood=Imp" in verb.morph
        or "VerbForm=Inf" in verb.morph
        or "Person=1" in verb.morph
        or "VerbForm=Part" in verb.morph
    ):
        return None
    last = carried_on(known)
    return replace(last, span=None, cue=span) if last is not None and is_finite(tree, cue.at) else None


def _first_person(tree: Tree, cue: Cue, span: Span, words: VoiceWords, *, quoted: bool) -> Voice | None:
    """The author speaks for himself, unless he says what he read or heard."""
    heard = cue.verb is not None and cue.verb.factive and tree.words[cue.at].key in words.hearsay
    if heard and not quoted and cue.kind == "verb" and not cue.incise:
        return Voice(VoiceKind.UNNAMED, None, None, None, None, span)
    return None


def _source_beside(tree: Tree, cue: Cue) -> int | None:
    """*a appris l'AFP de source policière*, *auprès du parquet*: the noun of the source."""
    if cue.kind != "verb" or tree.words[cue.at].key not in (
        "apprendre",
        "indiquer",
        "savoir",
        "preciser",
        "confirmer",
        "dire",
        "ajouter",
        "affirmer",
    ):
        return None
    for i in range(cue.at + 1, min(len(tree.words), cue.at + 9)):
        word = tree.words[i]
        if word.key == "source" and tree.words[i - 1].low in ("de", "d'", "des", "une", "par"):
            return i
        if word.key == "apprendre" or word.form in (".", ":"):
            return None
        if tree.words[cue.at].key == "apprendre" and word.low in ("auprès",):
            return next(
                (k for k in range(i + 1, min(len(tree.words), i + 6)) if tree.words[k].pos in ("NOUN", "PROPN")), None
            )
    return None


def _nested(marked: list[Attribution]) -> tuple[Attribution, ...]:
    """Each voice with the voice that reports it: the smallest other content that holds all of its own.

    `marked` is sorted by start, the longest first, so that what holds a content stands open when it comes.
    """
    out: list[Attribution] = []
    still_open: list[Attribution] = []
    for item in marked:
        still_open = [o for o in still_open if o.contents[-1].end > item.contents[0].start][-20:]
        holders = [o for o in still_open if _holds(o, item)]
        holder = min(holders, key=_size) if holders else None
        still_open.append(item)
        if holder is not None and holder.voice.name != item.voice.name:
            outer = item.voice.within
            chain = replace(outer, within=holder.voice) if outer is not None and outer.outlet else holder.voice
            out.append(replace(item, voice=replace(item.voice, within=chain)))
        else:
            out.append(item)
    return tuple(out)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.contents == inner.contents or _size(outer) <= _size(inner):
        return False
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.contents) for i in inner.contents)


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.contents)
