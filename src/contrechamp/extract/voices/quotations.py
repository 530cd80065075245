"""Direct speech: quotation marks and dialogue dashes, with the incise or the lead-in that names the speaker.

Works on *carriers*: sentences of the frame around quotations, in which a quotation counts as one piece however many
sentences it holds. What stands in quotation marks without any of this (a title, a word held at a distance) is left to
`voices.py`, which asks the tree whether a reporting verb governs it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contrechamp.extract.tree import Tree, is_finite, kids, word_at
from contrechamp.extract.voices.cues import Cue, subject_of, verb_class, verb_group
from contrechamp.extract.voices.incises import incise_at, opens_incise
from contrechamp.extract.voices.sources import source_at
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode, Span
from contrechamp.text.quotes import Quote

_STRONG = frozenset((".", "!", "?", "…", "...", "!!", "??", "?!", "!?"))
_LONGEST = 800  # words of one sentence of the frame; what goes on longer is no sentence
_MOSTLY = 0.75  # share of a frame's words that must stand in quotation marks for the speech to be all direct


@dataclass(frozen=True, slots=True)
class Carrier:
    """A sentence of the frame: words `first` to `last` (half-open), its outermost quotations, its paragraph's
    number.
    """

    first: int
    last: int
    quotes: tuple[int, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What one cue gives to one speaker: contents, mode, and the carrier it stands in. `cue` is None in a bare
    quotation.
    """

    contents: tuple[Span, ...]
    cue: Cue | None
    mode: Mode
    rule: str
    carrier: int
    quotes: tuple[int, ...] = ()


@dataclass(slots=True)
class Frame:
    """A text with its outermost quotations as ranges of words, and its carriers."""

    tree: Tree
    quotes: tuple[Quote, ...]
    ranges: list[tuple[int, int]]
    carriers: list[Carrier]
    inside: list[int]
    starts: list[int]


def read_frame(tree: Tree, quotes: tuple[Quote, ...]) -> Frame:
    """The carriers of a text. `inside[i]` is the number of the outermost quotation that holds word `i`, or -1."""
    outer = tuple(quote for quote in quotes if quote.depth == 0)
    ranges, inside = [], [-1] * len(tree.words)
    for number, quote in enumerate(outer):
        first, last = word_at(tree, quote.span.start), word_at(tree, quote.span.end - 1) + 1
        ranges.append((first, min(last, len(tree.words))))
        inside[first:last] = [number] * (min(last, len(tree.words)) - first)
    frame = Frame(tree, outer, ranges, [], inside, [quote.span.start for quote in outer])
    frame.carriers = _carriers(frame)
    return frame


def _carriers(frame: Frame) -> list[Carrier]:
    out: list[Carrier] = []
    words, first, held, paragraph, i = frame.tree.words, 0, [], 0, 0
    while i < len(words):
        number = frame.inside[i]
        if number >= 0:
            held.append(number)
            i = max(i + 1, frame.ranges[number][1])
            ends = _ends_with_quote(frame, number, i)
        else:
            ends = words[i].form in _STRONG or "\n" in words[i].form
            i += 1
        broken = i < len(words) and "\n" in frame.tree.text[words[i - 1].start : words[i].start + 1]
        if ends or broken or i == len(words) or i - first > _LONGEST:
            if i > first:
                out.append(Carrier(first, i, tuple(held), paragraph))
            first, held = i, []
            paragraph += broken or "\n" in words[i - 1].form
    return out


def _ends_with_quote(frame: Frame, number: int, following: int) -> bool:
    """A quotation that ends with a full stop, before a capital, a further quotation or the end, ends its carrier."""
    quote = frame.quotes[number]
    if not quote.closed or quote.mark == "—":
        return True
    if following >= len(frame.tree.words):
        return True
    word = frame.tree.words[following]
    if frame.tree.text[quote.inner.end - 1] not in ".!?…":  # a heading in quotation marks, then a new sentence
        return word.form[:1].isupper() and word.pos in ("DET", "PRON", "ADP", "SCONJ") and len(word.form) > 1
    return word.form[:1].isupper() or frame.inside[following] >= 0 or "\n" in word.form


def find_speech(frame: Frame, words: VoiceWords) -> list[Speech]:
    """Direct and mixed speech with its cues, carrier by carrier. A bare quotation has no cue: its speaker is carried
    on.
    """
    found: list[Speech] = []
    for number, carrier in enumerate(frame.carriers):
        if carrier.quotes:
            found += _in_carrier(frame, number, carrier, words)
    return found


def _in_carrier(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> list[Speech]:
    cues = _incises(frame, carrier, words)
    if cues:
        return _around_incises(frame, number, carrier, cues)
    led = _led_in(frame, number, carrier, words)
    if led is not None:
        return [led]
    inner = [speech for q in carrier.quotes for speech in _cue_inside(frame, number, q, words)]
    if inner:
        return inner
    titled = _titled(frame, number, carrier, words)
    if titled is not None:
        return [titled]
    bare = _bare(frame, number, carrier)
    if bare is None:
        return []
    cue = _announced(frame, number, words)
    return [bare if cue is None else replace(bare, cue=cue, rule="lead-in")]


def _ends(carrier: Carrier) -> tuple[int, int]:
    return carrier.first, carrier.last


def _announced(frame: Frame, number: int, words: VoiceWords) -> Cue | None:
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


def _incises(frame: Frame, carrier: Carrier, words: VoiceWords) -> list[Cue]:
    """The incises right behind the carrier's quotations."""
    found: list[Cue] = []
    for place, q in enumerate(carrier.quotes):
        at = frame.ranges[q][1]
        end = frame.ranges[carrier.quotes[place + 1]][0] if place + 1 < len(carrier.quotes) else carrier.last
        while at < end and (
            frame.tree.words[at].form in (",", "-", "–", "—", "...", "…") or frame.tree.words[at].pos == "SPACE"
        ):
            at += 1
        if at >= end:
            continue
        cue = incise_at(frame.tree, at, end, words, quoted=True) or source_at(frame.tree, at, end, words)
        if cue is not None:
            found.append(cue)
    return found


def _around_incises(frame: Frame, number: int, carrier: Carrier, cues: list[Cue]) -> list[Speech]:
    out = []
    start = carrier.first
    for place, cue in enumerate(cues):
        following = cues[place + 1].first if place + 1 < len(cues) else carrier.last
        contents, mode = _contents(frame, carrier, start, cue.first)
        after = cue.stop + 1
        if place + 1 == len(cues) and _taken_up(frame, after, following):
            more, more_mode = _contents(frame, carrier, after, following)
            contents, mode = contents + more, mode if mode == more_mode else Mode.MIXED
        if contents:
            out.append(Speech(contents, cue, mode, cue.rule, number, carrier.quotes))
        start = after
    return out


def _taken_up(frame: Frame, after: int, end: int) -> bool:
    """Speech goes on behind an incise: a comma or colon, then the next quotation."""
    at = after
    while at < end and frame.tree.words[at].form in (",", ":", ";", "-", "–"):
        at += 1
    return (
        at < end and frame.inside[at] >= 0 and (at > after or frame.tree.words[after - 1].form in (",", ":", "-", "–"))
    )


def _contents(frame: Frame, carrier: Carrier, first: int, last: int) -> tuple[tuple[Span, ...], Mode]:
    """The quotations between two words; the whole stretch where much of it stands outside quotation marks."""
    tree = frame.tree
    plain = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE", "CCONJ")]
    stop = max(plain_stops(frame, first, last), default=-1)
    plain = [i for i in plain if i > stop]
    quoted = [i for i in plain if frame.inside[i] >= 0]
    if not quoted:
        return (), Mode.DIRECT
    if len(quoted) >= _MOSTLY * len(plain):
        held = sorted({frame.inside[i] for i in quoted})
        return tuple(frame.quotes[q].inner for q in held), Mode.DIRECT
    return (Span(tree.words[plain[0]].start, _end(frame, plain[-1])),), Mode.MIXED


def plain_stops(frame: Frame, first: int, last: int) -> list[int]:
    """The semicolons outside quotation marks between two words."""
    return [i for i in range(first, last) if frame.inside[i] < 0 and frame.tree.words[i].form == ";"]


def _end(frame: Frame, i: int) -> int:
    """The end of word `i`, its closing quotation mark included where the quotation ends with it."""
    q = frame.inside[i]
    if q >= 0 and frame.quotes[q].inner.end <= frame.tree.words[i].end + 1:
        return frame.quotes[q].span.end
    return frame.tree.words[i].end


def _led_in(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> Speech | None:
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
        following = [k for k in carrier.quotes if frame.ranges[k][0] >= first]
        contents = tuple(frame.quotes[k].inner for k in following)
        return Speech(contents, cue, Mode.DIRECT, "lead-in", number, tuple(following))
    return None


def headline(frame: Frame, carrier: Carrier) -> tuple[int, int] | None:
    """*Dupont : « … » et la suite*: colon and first word behind it, in a line without a full stop whose head is a
    name.
    """
    tree = frame.tree
    if tree.words[carrier.last - 1].form in _STRONG:
        return None
    colon = next(
        (i for i in range(carrier.first, min(carrier.last, carrier.first + 8)) if tree.words[i].form == ":"), None
    )
    if colon is None or colon == carrier.first or colon + 1 >= carrier.last:
        return None
    named = [i for i in range(carrier.first, colon) if tree.words[i].pos == "PROPN" or tree.words[i].form[:1].isupper()]
    verbs = [i for i in range(carrier.first, colon) if "VerbForm=Fin" in tree.words[i].morph]
    return (colon, colon + 1) if named and not verbs else None


def _titled(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> Speech | None:
    """A headline that names a speaker before a colon and quotes him behind it, in part."""
    found = headline(frame, carrier)
    if found is None or frame.inside[found[0]] >= 0:
        return None
    cue = _lead(frame, carrier, found[0], words)
    contents, mode = _contents(frame, carrier, found[1], carrier.last)
    if cue is None or cue.kind != "colon" or not contents:
        return None
    behind = [i for i in range(found[1], carrier.last) if tree_word(frame, i)]
    if 2 * sum(frame.inside[i] >= 0 for i in behind) < len(behind):
        return None  # one quoted name in it is no speech
    return Speech(contents, cue, mode, "headline", number, carrier.quotes)


def tree_word(frame: Frame, i: int) -> bool:
    """Whether word `i` is a word, not a mark or a blank."""
    return frame.tree.words[i].pos not in ("PUNCT", "SPACE")


def _lead(frame: Frame, carrier: Carrier, colon: int, words: VoiceWords) -> Cue | None:
    """The nearest reporting verb before a colon, else the last verb with a subject, else the noun phrase itself."""
    tree = frame.tree
    verbs = [i for i in range(colon - 1, carrier.first - 1, -1) if tree.words[i].pos == "VERB" and frame.inside[i] < 0]
    known = [i for i in verbs if verb_class(tree, i, words) is not None]
    for i in (*known, *verbs):
        speaker = subject_of(tree, i)
        if speaker is not None:
            first, last = verb_group(tree, i)
            return Cue(
                "verb", i, first, last, verb_class(tree, i, words) or words.classes["speech"], speaker.i, rule="lead-in"
            )
    nouns = [
        i for i in range(carrier.first, colon) if tree.words[i].pos in ("PROPN", "NOUN") and not kids(tree, i, "case")
    ]
    if nouns and colon - carrier.first <= 12:
        return Cue("colon", colon, colon, colon, words.classes["say"], nouns[0], rule="colon")
    return None


def _cue_inside(frame: Frame, number: int, q: int, words: VoiceWords) -> list[Speech]:
    """An incise within the quotation marks or after the dialogue dash: *« Oui, dit-il, je viens. »*"""
    first, last = frame.ranges[q]
    tree, quote = frame.tree, frame.quotes[q]
    cues: list[Cue] = []
    i = first + 1
    while i < last:
        if opens_incise(tree, i, first) and tree.words[i - 1].form != "(":
            cue = incise_at(tree, i, last, words, quoted=False)
            if cue is not None and _third_person(tree, cue):
                cues.append(_cut_at_comma(tree, cue, last))
                i = cues[-1].stop
        i += 1
    if not cues:
        return []
    pieces, start = [], quote.inner.start
    for cue in cues:
        pieces.append((start, tree.words[cue.first].start))
        start = tree.words[cue.stop].end
    pieces.append((start, quote.inner.end))
    contents = tuple(span for a, b in pieces if (span := trimmed(tree.text, a, b)) is not None)
    return [Speech(contents, cues[0], Mode.DIRECT, "incise-inside", number, (q,))] if contents else []


def _cut_at_comma(tree: Tree, cue: Cue, last: int) -> Cue:
    """Inside a quotation an incise ends at the first comma behind its subject, where speech goes on."""
    speaker = cue.speaker if cue.speaker is not None else cue.at
    stop = max(speaker, cue.at)
    while stop + 1 <= cue.stop and stop + 1 < last and tree.words[stop + 1].form not in (",", "-", "–", "—"):
        stop += 1
    return Cue(cue.kind, cue.at, cue.first, cue.last, cue.verb, cue.speaker, cue.incise, stop, cue.rule)


def _third_person(tree: Tree, cue: Cue) -> bool:
    return cue.speaker is not None and "Person=2" not in tree.words[cue.speaker].morph


def _bare(frame: Frame, number: int, carrier: Carrier) -> Speech | None:
    """A carrier that is one quotation, or nothing but quotations: speech that goes on, if it makes a sentence."""
    tree = frame.tree
    plain = [
        i for i in range(carrier.first, carrier.last) if tree.words[i].pos not in ("PUNCT", "SPACE", "CCONJ", "ADV")
    ]
    quoted = [i for i in plain if frame.inside[i] >= 0]
    line = any(frame.quotes[q].mark == "—" for q in carrier.quotes)
    if line and tree.text[frame.quotes[carrier.quotes[-1]].inner.end - 1] in ".!?…»":
        return Speech(
            tuple(frame.quotes[q].inner for q in carrier.quotes),
            None,
            Mode.DIRECT,
            "carried-on",
            number,
            carrier.quotes,
        )
    if len(quoted) < 0.9 * len(plain) or len(quoted) < 2:
        return None
    if not any(is_finite(tree, i) for i in quoted) and len(quoted) < 6:
        return None
    contents = tuple(frame.quotes[q].inner for q in carrier.quotes)
    return Speech(contents, None, Mode.DIRECT, "carried-on", number, carrier.quotes)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without white space and punctuation marks at its ends; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—"):
        end -= 1
    return Span(start, end) if start < end else None
