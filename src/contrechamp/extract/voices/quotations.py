"""Direct speech: quotation marks and dialogue dashes, with the incise or the lead-in that names the speaker.

Works on *carriers*: sentences of the frame around quotations, in which a quotation counts as one piece however many
sentences it holds. What stands in quotation marks without any of this (a title, a word held at a distance) is left to
`voices.py`, which asks the tree whether a reporting verb governs it.
"""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import Tree, is_finite, kids
from contrechamp.extract.voices.cues import Cue, verb_class
from contrechamp.extract.voices.found import Speech
from contrechamp.extract.voices.frame import STRONG, Carrier, Frame, quoted_between, trimmed
from contrechamp.extract.voices.incises import incise_at, opens_incise, outlet_length
from contrechamp.extract.voices.leads import announced, led_in, titled
from contrechamp.extract.voices.sources import source_at
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode


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
    written = _reported_writing(frame, number, carrier, cues, words)
    if cues and written is None:
        return _around_incises(frame, number, carrier, cues, words)
    led = written or led_in(frame, number, carrier, words)
    if led is not None:
        return [led]
    inner = [speech for q in carrier.quotes for speech in _cue_inside(frame, number, q, words)]
    if inner:
        return inner
    headed = titled(frame, number, carrier, words)
    if headed is not None:
        return [headed]
    bare = _bare(frame, number, carrier, words)
    if bare is None:
        return []
    cue = announced(frame, number, words)
    return [bare if cue is None else replace(bare, cue=cue, rule="lead-in")]


def _reported_writing(frame: Frame, number: int, carrier: Carrier, cues: list[Cue], words: VoiceWords) -> Speech | None:
    """*Il écrit : « … », rapporte Le Monde*: who writes says what is quoted, the outlet all of it."""
    speaker = cues[0].speaker if len(cues) == 1 else None
    outlet = speaker is not None and (
        outlet_length(frame.tree, speaker, carrier.last, words) > 0 or frame.tree.words[speaker].key in words.documents
    )
    told = led_in(frame, number, carrier, words) if outlet else None
    if told is None or told.cue is None or told.cue.kind != "verb":
        return None
    return told if verb_class(frame.tree, told.cue.at, words) is not None else None  # not "la fête a dégénéré : « … »"


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


def _around_incises(frame: Frame, number: int, carrier: Carrier, cues: list[Cue], words: VoiceWords) -> list[Speech]:
    out = []
    start = carrier.first
    for place, cue in enumerate(cues):
        following = cues[place + 1].first if place + 1 < len(cues) else carrier.last
        contents, mode = quoted_between(frame, carrier, start, cue.first)
        lead = _led_on(frame, cue, following, words) if place + 1 == len(cues) else None
        if lead is not None:
            more, mode_behind = quoted_between(frame, carrier, lead.last + 1, following)
            out += [Speech(contents, cue, mode, cue.rule, number, carrier.quotes)] if contents else []
            out += [Speech(more, lead, mode_behind, "lead-in", number, carrier.quotes)] if more else []
            return out
        after = cue.stop + 1
        if place + 1 == len(cues) and _taken_up(frame, after, following):
            more, more_mode = quoted_between(frame, carrier, after, following)
            if more and contents and cue.kind == "source" and frame.tree.words[after].form == ":":
                out.append(Speech(contents, cue, mode, cue.rule, number, carrier.quotes))
                contents, mode = (), more_mode  # "…, selon son porte-parole : « … »"
            contents, mode = contents + more, mode if mode == more_mode else Mode.MIXED
        if contents:
            out.append(Speech(contents, cue, mode, cue.rule, number, carrier.quotes))
        start = after
    return out


def _led_on(frame: Frame, cue: Cue, end: int, words: VoiceWords) -> Cue | None:
    """A further verb of speech between an incise and a colon: *…, dit-il, avant de poursuivre : « … »*."""
    tree = frame.tree
    at = cue.stop + 1
    if at + 1 >= end or tree.words[at].form != ":" or frame.inside[at + 1] < 0 or cue.kind != "verb":
        return None
    start = max(cue.at, cue.speaker if cue.speaker is not None else cue.at) + 1
    for i in range(at - 1, start - 1, -1):
        kind = verb_class(tree, i, words)
        if kind is not None:
            return Cue("verb", i, i, i, kind, cue.speaker, rule="lead-in", stop=at)
    return None


def _taken_up(frame: Frame, after: int, end: int) -> bool:
    """Speech goes on behind an incise: a comma or colon, then the next quotation."""
    at = after
    while at < end and frame.tree.words[at].form in (",", ":", ";", "-", "–"):
        at += 1
    return (
        at < end and frame.inside[at] >= 0 and (at > after or frame.tree.words[after - 1].form in (",", ":", "-", "–"))
    )


def _cue_inside(frame: Frame, number: int, q: int, words: VoiceWords) -> list[Speech]:
    """An incise within the quotation marks or after the dialogue dash: *« Oui, dit-il, je viens. »*"""
    first, last = frame.ranges[q]
    tree, quote = frame.tree, frame.quotes[q]
    cues: list[Cue] = []
    i = first + 1
    while i < last:
        if opens_incise(tree, i, first) and tree.words[i - 1].form != "(":
            cue = incise_at(tree, i, last, words, quoted=False, dialogue=quote.mark == "—")
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
    if quote.closed:  # without a closing mark nobody knows how far speech goes on behind who says it
        pieces.append((start, quote.inner.end))
    contents = tuple(span for a, b in pieces if (span := trimmed(tree.text, a, b)) is not None)
    return [Speech(contents, cues[0], Mode.DIRECT, "incise-inside", number, (q,))] if contents else []


def _cut_at_comma(tree: Tree, cue: Cue, last: int) -> Cue:
    """Inside a quotation an incise ends at the first comma behind its subject, where speech goes on."""
    speaker = cue.speaker if cue.speaker is not None else cue.at
    stop = max(speaker, cue.at)
    while stop + 1 <= cue.stop and stop + 1 < last and tree.words[stop + 1].form not in (",", "-", "–", "—"):
        stop += 1
    while stop + 1 < last and tree.words[stop + 1].form == "," and (end := _told_on(tree, cue, stop + 1, last)):
        stop = end
    return Cue(cue.kind, cue.at, cue.first, cue.last, cue.verb, cue.speaker, cue.incise, stop, cue.rule)


def _told_on(tree: Tree, cue: Cue, comma: int, last: int) -> int | None:
    """The last word of a piece behind a comma that still tells of the speaker: *cria l'homme, qui courait, …*."""
    end = next((i for i in range(comma + 1, last) if tree.words[i].form in (",", *STRONG)), last)
    piece = range(comma + 1, end)
    if not piece or end - comma > 30:
        return None
    outside = [i for i in piece if tree.words[i].head not in piece]
    tied = all(cue.first <= tree.words[i].head < comma and tree.words[i].rel in ("acl", "advcl") for i in outside)
    return end - 1 if tied else None


def _third_person(tree: Tree, cue: Cue) -> bool:
    return cue.speaker is not None and "Person=2" not in tree.words[cue.speaker].morph


def _heading(frame: Frame, carrier: Carrier, length: int) -> bool:
    """A short quotation that stands alone, with no mark at its end, before a line break or a capital: a subheading."""
    text, quote = frame.tree.text, frame.quotes[carrier.quotes[0]]
    before, behind = (
        text[max(0, quote.span.start - 40) : quote.span.start].rstrip(" "),
        text[quote.span.end : quote.span.end + 40].lstrip(" "),
    )
    alone = (not before or before[-1] in '\n.!?…»”"') and (not behind or behind[0] == "\n" or behind[0].isupper())
    short = len(carrier.quotes) == 1 and length <= 8 and quote.mark != "—"
    return alone and short and text[quote.inner.end - 1] not in ".!?…"


def _all_but_an_end(frame: Frame, carrier: Carrier, plain: list[int], quoted: list[int]) -> bool:
    """Two quoted clauses of one sentence with a word or two of the author's behind: *« A » et « B » de la ville*."""
    opens, ends = frame.inside[plain[0]] >= 0, frame.inside[plain[-1]] < 0
    between = range(frame.ranges[carrier.quotes[0]][1], frame.ranges[carrier.quotes[-1]][0])
    joined = all(frame.tree.words[i].pos == "CCONJ" for i in between if frame.inside[i] < 0)
    clauses = all(any(is_finite(frame.tree, i) for i in range(*frame.ranges[q])) for q in carrier.quotes)
    return len(carrier.quotes) == 2 and opens and ends and joined and clauses and len(plain) - len(quoted) <= 3


def _governed(tree: Tree, first: int, quoted: int, words: VoiceWords) -> bool:
    """A verb of speech with its subject stands before the quotation: *Elle dénonce « un mouvement … »*."""
    verbs = (i for i in range(first, quoted) if is_finite(tree, i) and kids(tree, i, "nsubj"))
    return any((kind := verb_class(tree, i, words)) is not None and kind.fragment for i in verbs)


def _bare(frame: Frame, number: int, carrier: Carrier, words: VoiceWords) -> Speech | None:
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
    if quoted and _all_but_an_end(frame, carrier, plain, quoted):
        span = trimmed(tree.text, frame.quotes[carrier.quotes[0]].inner.start, tree.words[plain[-1]].end)
        return None if span is None else Speech((span,), None, Mode.MIXED, "carried-on", number, carrier.quotes)
    if len(quoted) < 0.9 * len(plain) or not quoted or _governed(tree, plain[0], quoted[0], words):
        return None
    alone = len(carrier.quotes) == 1 and tree.text[frame.quotes[carrier.quotes[0]].inner.end - 1] in "!?…"
    if _heading(frame, carrier, len(quoted)):
        return None
    if not alone and not any(is_finite(tree, i) for i in quoted) and len(quoted) < 6:
        return None
    contents = tuple(frame.quotes[q].inner for q in carrier.quotes)
    return Speech(contents, None, Mode.DIRECT, "carried-on", number, carrier.quotes)
