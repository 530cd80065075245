"""All reported contents of a text with their cues: direct speech, verbs, sources, nouns, distance, quoted phrases."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import word_at
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.distance import by_distance
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.fragments import find_fragments
from contrechamp.extract.voices.frame import Frame
from contrechamp.extract.voices.incises import known_verb
from contrechamp.extract.voices.nested import find_nested
from contrechamp.extract.voices.nouns import by_noun
from contrechamp.extract.voices.quotations import find_speech
from contrechamp.extract.voices.reported import before_colon_of, by_verb
from contrechamp.extract.voices.rumours import find_rumours
from contrechamp.extract.voices.sourced import by_source, closed, in_carriers, of_incise
from contrechamp.extract.voices.sources import find_sources
from contrechamp.extract.voices.taken import find_taken_up
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Mode, Span


def search(frame: Frame, words: VoiceWords) -> list[Found]:
    """Direct speech first, then the verbs, sources and nouns that it has not used; in the order of their cues."""
    found = [Found(s.contents, s.cue, s.mode, s.rule, s.carrier) for s in find_speech(frame, words)]
    used = {f.cue.at for f in found if f.cue is not None}
    taken = {frame.inside[word_at(frame.tree, span.start)] for f in found for span in f.contents}
    place = _carrier_of(frame)
    inner = list(find_nested(frame, words, place, used))
    found += inner
    used |= {f.cue.at for f in inner if f.cue is not None}
    for word in frame.tree.words:
        if word.i in used:
            continue
        kind = known_verb(frame.tree, word.i, words)
        if kind is not None:
            found += by_verb(frame, word, kind, place[word.i], words)
    for item in [f for f in found if f.rule == "lead-in" and f.cue is not None and f.cue.kind == "verb"]:
        found += before_colon_of(frame, item, words)
    beside = in_carriers(found)
    for cue in find_sources(frame.tree, words):
        if cue.at not in used and not of_incise(frame.tree, cue, beside.get(place[cue.at], [])):
            found += by_source(frame, cue, place[cue.at], words)
    found += list(by_noun(frame, words, place))
    found += list(by_distance(frame, words, place))
    found += list(find_fragments(frame, words, place, found, taken))
    found += find_taken_up(frame, words, place, found)
    found += list(find_rumours(frame, words, place, found))
    return sorted(_once(closed(frame, _gone_on(frame, found))), key=_order)


def _gone_on(frame: Frame, found: list[Found]) -> list[Found]:
    """The same with the speaker of an incise for a participle behind it, wherever the tree hangs that: *…, a dit Léa,
    précisant que …*.
    """
    beside = in_carriers(found)
    return [_spoken_by(frame, item, _last_before(beside.get(item.carrier, []), item.cue)) for item in found]


def _last_before(incises: list[Found], cue: Cue | None) -> Cue | None:
    """The last incise with a verb before a cue."""
    verbs = [i.cue for i in incises if i.cue is not None and i.cue.kind == "verb"]
    return max((c for c in verbs if cue is not None and c.at < cue.at), key=lambda c: c.at, default=None)


def _spoken_by(frame: Frame, item: Found, before: Cue | None) -> Found:
    words, cue = frame.tree.words, item.cue
    if cue is None or cue.incise or before is None or before.speaker is None or not words[cue.at].low.endswith("ant"):
        return item
    low = max(before.at, before.speaker)
    near = low < cue.at <= low + 30 and not any("VerbForm=Fin" in w.morph for w in words[low + 1 : cue.at])
    return replace(item, cue=replace(cue, speaker=before.speaker)) if near else item


def _order(found: Found) -> tuple[int, int, int]:
    at = found.cue.at if found.cue is not None else -1
    return (found.carrier, at, found.contents[0].start)


def _once(found: list[Found]) -> list[Found]:
    """One content a cue: what direct speech, distance and denial have found goes before the plain reported clause."""
    best: dict[tuple[int, tuple[Span, ...]], Found] = {}
    direct = {(s.start, s.end) for item in found if item.mode == Mode.DIRECT for s in item.contents}
    kept: list[Found] = []
    distanced = {f.cue.at for f in found if f.rule == "distance" and f.cue is not None}
    for item in found:
        if item.cue is not None and item.cue.at in distanced and item.rule != "distance":
            continue
        if item.mode != Mode.DIRECT and all(_same(span, direct) for span in item.contents):
            continue
        key = (item.cue.at if item.cue is not None else -1, item.contents)
        if key not in best:
            best[key] = item
            kept.append(item)
    return kept


def _same(span: Span, direct: set[tuple[int, int]]) -> bool:
    """All but a mark or two of a quotation that direct speech has already given a speaker."""
    near = range(-2, 3)
    return any((span.start + left, span.end + right) in direct for left in near for right in near)


def _carrier_of(frame: Frame) -> list[int]:
    place = [0] * len(frame.tree.words)
    for number, carrier in enumerate(frame.carriers):
        place[carrier.first : carrier.last] = [number] * (carrier.last - carrier.first)
    return place
