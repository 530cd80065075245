"""Who says what: contents, speakers and cues (PARC's trio), in direct, mixed and indirect speech.

    find_attributions(tree, quotes, …) → contents with their voice, mode and rule, in the order of the text

Everything that is in no content is the author's. A content inside another belongs to the inner voice; `Voice.within`
leads up from it to the author.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contrechamp.extract.tree import Tree
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame, read_frame
from contrechamp.extract.voices.search import search
from contrechamp.extract.voices.speakers import Speakers, speakers
from contrechamp.extract.voices.whose import speaker_heads, whose
from contrechamp.extract.voices.words import VerbClass, voice_words
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
    known = speakers(tree, words, actors, frame.inside, speaker_heads(frame, found), language)
    marked = [a for i, f in enumerate(found) if (a := _attribution(frame, known, f, found[i + 1 : i + 9])) is not None]
    return _nested(sorted(marked, key=lambda a: (a.contents[0].start, -a.contents[-1].end, a.rule)))


def _attribution(frame: Frame, known: Speakers, found: Found, following: Sequence[Found]) -> Attribution | None:
    """The content with its voice; None where the author speaks for himself."""
    voice = whose(frame, known, found, following) or _myself(frame, known, found)
    if voice is None:
        return None
    cue = found.cue if voice.cue is not None else None
    verb, at = (cue.verb, cue.at) if cue is not None else (None, None)
    head, denied = (found.head, found.denied) if cue is not None else (None, None)
    return Attribution(found.contents, voice, found.mode, verb, found.rule, head, at, denied)


def _myself(frame: Frame, known: Speakers, found: Found) -> Voice | None:
    """*« Je pense que … »* within a quotation: a stand-in for whoever speaks there, whom `_nested`
    puts in its place.
    """
    cue = found.cue
    if cue is None or cue.kind not in ("verb", "noun") or cue.speaker is None or frame.inside[cue.at] < 0:
        return None
    speaker = frame.tree.words[cue.speaker]
    if speaker.low.lstrip("-") not in known.words.first or (cue.verb is not None and cue.verb.factive):
        return None
    if "VerbForm=Inf" in frame.tree.words[cue.at].morph and cue.kind == "verb":
        return None  # "je n'arrive pas à croire que"
    span = Span(frame.tree.words[cue.first].start, frame.tree.words[cue.last].end)
    return Voice(VoiceKind.AUTHOR, span=Span(speaker.start, speaker.end), cue=span)


def _nested(marked: list[Attribution]) -> tuple[Attribution, ...]:
    """Each voice with the voice that reports it: the smallest other content that holds all of its own. *I* is that
    voice itself, and nobody where none is.

    `marked` is sorted by start, the longest first, so that what holds a content stands open when it comes.
    """
    out: list[Attribution] = []
    still_open: list[Attribution] = []
    for item in marked:
        still_open = [o for o in still_open if o.contents[-1].end > item.contents[0].start][-20:]
        holders = [o for o in still_open if _holds(o, item)]
        holder = min(holders, key=_size) if holders else None
        if item.voice.kind == VoiceKind.AUTHOR:
            if holder is None:
                continue
            item = replace(item, voice=replace(holder.voice, span=item.voice.span, cue=item.voice.cue))  # noqa: PLW2901
        elif holder is not None and (holder.voice.name is None or holder.voice.name != item.voice.name):
            outer = item.voice.within
            own = outer is not None and outer.outlet is not None and outer.outlet not in _outlets(holder.voice)
            chain = replace(outer, within=holder.voice) if outer is not None and own else holder.voice
            item = replace(item, voice=replace(item.voice, within=chain))  # noqa: PLW2901
        still_open.append(item)
        out.append(item)
    return tuple(out)


def _outlets(voice: Voice | None) -> set[str]:
    """The outlets that a chain of voices names already."""
    found: set[str] = set()
    while voice is not None:
        found |= {voice.outlet} if voice.outlet is not None else set()
        voice = voice.within
    return found


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.contents == inner.contents or _size(outer) <= _size(inner):
        return False
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.contents) for i in inner.contents)


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.contents)
