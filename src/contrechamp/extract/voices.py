"""Who says what: contents, speakers and cues (PARC's trio), in direct, mixed and indirect speech.

    find_attributions(tree, quotes, …) → contents with their voice, mode and rule, in the order of the text

Everything that is in no content is the author's. A content inside another belongs to the inner voice; `Voice.within`
leads up from it to the author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contrechamp.extract.claim_tree import Tree, Word, is_finite, kids, word_at
from contrechamp.extract.quotations import Carrier, Frame, find_speech, read_frame, trimmed
from contrechamp.extract.voice_contents import (
    attributed,
    balanced,
    clause_span,
    fragment_verb,
    host_spans,
    infinitive_clause,
    past_participle,
    mode_of,
    reported_clause,
)
from contrechamp.extract.voice_cues import Cue, subject_of, verb_group
from contrechamp.extract.voice_incises import incise_at, known_verb, opens_incise
from contrechamp.extract.voice_sources import find_sources
from contrechamp.extract.voice_speakers import AUTHOR, Speakers, carried_on, outlet_near, presented, somebody, speakers, voice_of
from contrechamp.extract.voice_words import VerbClass, VoiceWords, voice_words
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A content with its cue, before it is known who the cue names."""

    contents: tuple[Span, ...]
    cue: Cue | None
    mode: Mode
    rule: str
    carrier: int
    head: int | None = None
    denied: Span | None = None
    unnamed: bool = False


def find_attributions(
    tree: Tree, *, language: str = "fr", actors: Sequence[Actor] = (), quotes: tuple[Quote, ...] | None = None
) -> tuple[Attribution, ...]:
    """All reported contents of a parsed text, sorted by their first span. Raises UnknownLanguage."""
    words = voice_words(language)
    frame = read_frame(tree, find_quotes(tree.text) if quotes is None else quotes)
    found = _all_found(frame, words)
    known = speakers(tree, words, actors, frame.inside)
    marked = [a for i, f in enumerate(found) if (a := _attribution(frame, known, f, found[i + 1 :])) is not None]
    return _nested(sorted(marked, key=lambda a: (a.contents[0].start, -a.contents[-1].end, a.rule)))


def _all_found(frame: Frame, words: VoiceWords) -> list[_Found]:
    """Direct speech first, then the verbs, sources and nouns that it has not used; in the order of their cues."""
    found = [_Found(s.contents, s.cue, s.mode, s.rule, s.carrier) for s in find_speech(frame, words)]
    used = {f.cue.at for f in found if f.cue is not None}
    taken = {frame.inside[word_at(frame.tree, span.start)] for f in found for span in f.contents}
    place = _carrier_of(frame)
    for word in frame.tree.words:
        if word.i in used:
            continue
        kind = known_verb(frame.tree, word.i, words)
        if kind is not None:
            found += _by_verb(frame, word, kind, place[word.i], words)
    for cue in find_sources(frame.tree, words):
        if cue.at not in used:
            found += _by_source(frame, cue, place[cue.at])
    found += list(_by_noun(frame, words, place))
    found += list(_by_distance(frame, words, place))
    found += list(_fragments(frame, words, place, found, taken))
    return sorted(_once(found), key=_order)


def _order(found: _Found) -> tuple[int, int, int]:
    at = found.cue.at if found.cue is not None else -1
    return (found.carrier, at, found.contents[0].start)


def _once(found: list[_Found]) -> list[_Found]:
    """One content a cue: what direct speech, distance and denial have found goes before the plain reported clause."""
    best: dict[tuple[int, tuple[Span, ...]], _Found] = {}
    direct = {span for item in found if item.mode == Mode.DIRECT for span in item.contents}
    kept: list[_Found] = []
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


def _same(span: Span, direct: set[Span]) -> bool:
    """All but a mark or two of a quotation that direct speech has already given a speaker."""
    return any(abs(span.start - d.start) <= 2 and abs(span.end - d.end) <= 2 for d in direct)


def _carrier_of(frame: Frame) -> list[int]:
    place = [0] * len(frame.tree.words)
    for number, carrier in enumerate(frame.carriers):
        place[carrier.first : carrier.last] = [number] * (carrier.last - carrier.first)
    return place


def _by_verb(frame: Frame, word: Word, kind: VerbClass, number: int, words: VoiceWords) -> list[_Found]:
    tree, carrier = frame.tree, frame.carriers[number]
    first, last = verb_group(tree, word.i)
    host = _as_incise(frame, word, first, carrier, words)
    if host is not None:
        return _found(frame, host_spans(frame, host, carrier), host, "incise", number)
    if (
        word.pos not in ("VERB", "AUX")
        or past_participle(tree, word)
        or (kind.factive and not _hearsay(tree, word, words))
    ):
        return []
    speaker = subject_of(tree, word.i)
    cue = Cue("verb", word.i, first, last, kind, speaker.i if speaker is not None else None, rule="verb")
    clause = reported_clause(tree, word.i) if kind.que or kind.factive else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, after=word.i)
        return _found(frame, (span,) if span else (), cue, "que", number, clause.i)
    clause = infinitive_clause(tree, word.i) if kind.infinitive else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, after=word.i)
        return _found(frame, (_past_preposition(frame, span),) if span else (), cue, "infinitive", number, clause.i)
    if kind.attribute and (pair := attributed(tree, word.i)) is not None:
        return _found(frame, (balanced(frame, pair[0]),), cue, "attribute", number, pair[1].i)
    if kind.accusation:
        return _accusation(frame, word, cue, number)
    return []


def _found(
    frame: Frame, contents: tuple[Span, ...], cue: Cue, rule: str, number: int, head: int | None = None
) -> list[_Found]:
    return [_Found(contents, cue, mode_of(frame, contents), rule, number, head)] if contents else []


def _past_preposition(frame: Frame, span: Span) -> Span:
    """An infinitive without its *de* or *à*."""
    at = word_at(frame.tree, span.start)
    word = frame.tree.words[at]
    if word.low in ("de", "d'", "à") and word.end < span.end:
        return trimmed(frame.tree.text, word.end, span.end) or span
    return span


def _hearsay(tree: Tree, word: Word, words: VoiceWords) -> bool:
    """*je lis que*, *on a appris que*: the content is what unnamed others say."""
    subject = next(iter(kids(tree, word.i, "nsubj")), None)
    return (
        subject is not None
        and subject.low in (*words.first, "on")
        and word.key in words.hearsay
        and word.key not in words.shared
    )


def _as_incise(frame: Frame, word: Word, first: int, carrier: Carrier, words: VoiceWords) -> Cue | None:
    """The cue of a verb that stands in an incise, or in *comme l'a dit le maire*; None for any other verb."""
    tree = frame.tree
    start = first
    while start - 1 >= carrier.first and tree.words[start - 1].low in (
        "l'",
        "le",
        "s'",
        "se",
        "nous",
        "lui",
        "ainsi",
        "comme",
        "d'ailleurs",
    ):
        start -= 1
    subordinate = tree.words[start].low in words.subordinate
    if not opens_incise(tree, start, carrier.first) or (start == carrier.first and not subordinate):
        return None
    if tree.words[start - 1].form in (".", "!", "?", "…", ";", "(") and start > carrier.first:
        return None
    cue = incise_at(tree, start, carrier.last, words, quoted=False)
    if cue is None or cue.at != word.i:
        return None
    stop = cue.speaker if cue.speaker is not None else cue.at
    stop = max(stop, cue.at)
    while stop < cue.stop and tree.words[stop + 1].form != ",":
        stop += 1
    return replace(cue, stop=stop)


def _accusation(frame: Frame, word: Word, cue: Cue, number: int) -> list[_Found]:
    """*accuse X d'avoir fait Y*: from X to the end of Y."""
    tree = frame.tree
    deed = next(
        (k for k in kids(tree, word.i, "xcomp", "obl", "advcl", "ccomp") if k.i > word.i and k.pos == "VERB"), None
    )
    if deed is None:
        return []
    target = next((k for k in kids(tree, word.i, "obj") if word.i < k.i < deed.i), None)
    low = tree.reach[target.i][0] if target is not None else tree.reach[deed.i][0]
    span = trimmed(
        tree.text, tree.words[low].start, tree.words[min(tree.reach[deed.i][1], frame.carriers[number].last - 1)].end
    )
    span = _past_preposition(frame, span) if span is not None else None
    return _found(frame, (balanced(frame, span),) if span else (), cue, "accusation", number, deed.i)


def _by_source(frame: Frame, cue: Cue, number: int) -> list[_Found]:
    carrier = frame.carriers[number]
    figure = _figure_beside(frame, cue)
    contents = (figure,) if figure is not None else host_spans(frame, cue, carrier)
    return _found(frame, contents, cue, "source", number)


def _figure_beside(frame: Frame, cue: Cue) -> Span | None:
    """*12 000 manifestants selon la police*, beside another count of another source: the figure alone."""
    tree = frame.tree
    if cue.speaker is None:
        return None
    before = tree.words[cue.first - 1] if cue.first else None
    noun = tree.words[tree.words[cue.speaker].head]
    if before is None or noun.i > cue.first or noun.rel in ("root",):
        return None
    counted = noun.pos == "NUM" or any(k.rel == "nummod" for k in map(tree.words.__getitem__, noun.kids))
    if not counted or is_finite(tree, noun.i) or not _another_count(frame, cue):
        return None
    return trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, before.end)


def _another_count(frame: Frame, cue: Cue) -> bool:
    """The sentence gives another figure with a source of its own."""
    first, last = frame.tree.sentences[frame.tree.words[cue.at].sentence]
    return sum(w.low in ("selon", "d'après") for w in frame.tree.words[first:last]) > 1


def _by_noun(frame: Frame, words: VoiceWords, place: list[int]) -> Iterator[_Found]:
    """*l'affirmation selon laquelle …*, *l'idée que …*: the clause is somebody's, mostly nobody's by name."""
    tree = frame.tree
    for word in tree.words:
        name = words.nouns.get(word.key) if word.pos == "NOUN" else None
        if name is None or name == "factive":
            continue
        carrier = frame.carriers[place[word.i]]
        clause = _noun_clause(tree, word)
        if clause is None:
            continue
        head, after = clause
        span = clause_span(frame, head, carrier, after=after)
        holder = next((k for k in kids(tree, word.i, "nmod") if k.i < after and k.pos in ("PROPN", "NOUN")), None)
        cue = Cue("noun", word.i, word.i, word.i, words.classes[name], holder.i if holder else None, rule="noun")
        if span is not None:
            yield from _found(frame, (span,), cue, "noun", place[word.i], head)


def _noun_clause(tree: Tree, word: Word) -> tuple[int, int] | None:
    """Head of the clause on a noun of speech, and the last word before it."""
    for kid in map(tree.words.__getitem__, word.kids):
        if kid.i < word.i or kid.rel not in ("acl", "ccomp"):
            continue
        for i in range(word.i + 1, min(kid.i, word.i + 12)):
            low = tree.words[i].low
            if low in ("laquelle", "lequel") and tree.words[i - 1].low == "selon":
                return kid.i, i
            if low in ("que", "qu'") and tree.words[i].pos == "SCONJ":
                return kid.i, i
    return None


def _by_distance(frame: Frame, words: VoiceWords, place: list[int]) -> Iterator[_Found]:
    """*prétendre que … est une fable*: unnamed others claim it, and the author denies it."""
    tree = frame.tree
    for word in tree.words:
        if word.key not in words.distance or "VerbForm=Inf" not in word.morph or word.pos != "VERB":
            continue
        carrier = frame.carriers[place[word.i]]
        que = next(
            (i for i in range(word.i + 1, min(carrier.last, word.i + 4)) if tree.words[i].low in ("que", "qu'")), None
        )
        if que is None:
            continue
        verdict = _verdict_after(tree, que, carrier.last, words) or _verdict_before(tree, word.i, carrier.first, words)
        if verdict is None:
            continue
        end = verdict[0] if verdict[0] > que else carrier.last
        span = trimmed(tree.text, tree.words[que + 1].start, tree.words[end - 1].end) if end > que + 1 else None
        if span is not None:
            cue = Cue("verb", word.i, word.i, word.i, words.classes["pretend"], None, rule="distance")
            denied = Span(tree.words[verdict[0]].start, tree.words[verdict[1]].end)
            item = _Found(
                (balanced(frame, span),), cue, mode_of(frame, (span,)), "distance", place[word.i], None, denied, True
            )
            yield item


def _verdict_after(tree: Tree, que: int, end: int, words: VoiceWords) -> tuple[int, int] | None:
    """Copula and noun of *…, est une fable* behind a clause that has a verb of its own."""
    verbs = 0
    for i in range(que + 1, end):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next(
                (
                    k
                    for k in range(i - 1, max(que, i - 5), -1)
                    if tree.words[k].key in ("etre", "relever", "constituer")
                ),
                None,
            )
            own = copula is not None and tree.words[copula - 1].low not in (
                "qui",
                "ce",
                "c'",
                "il",
                "elle",
                "ils",
                "elles",
            )
            if copula is not None and own and verbs > 1 and not _negated_between(tree, copula - 1, i):
                return copula, i
        verbs += "VerbForm=Fin" in word.morph
    return None


def _verdict_before(tree: Tree, verb: int, first: int, words: VoiceWords) -> tuple[int, int] | None:
    """*il est faux de dire que*, *c'est une erreur de prétendre que*."""
    for i in range(verb - 1, max(first, verb - 7) - 1, -1):
        word = tree.words[i]
        if word.key in words.false and word.pos in ("NOUN", "ADJ"):
            copula = next((k for k in range(i - 1, max(first, i - 5) - 1, -1) if tree.words[k].key == "etre"), None)
            if copula is not None and not _negated_between(tree, copula - 2, i):
                return copula, i
    return None


def _negated_between(tree: Tree, first: int, last: int) -> bool:
    return any(tree.words[i].low in ("pas", "jamais", "ni", "nullement") for i in range(max(0, first), last))


def _fragments(
    frame: Frame, words: VoiceWords, place: list[int], found: list[_Found], taken: set[int]
) -> Iterator[_Found]:
    """Quoted phrases under a reporting verb: *dénonce « une mascarade »*."""
    spans = sorted(span for f in found if f.rule != "source" for span in f.contents)
    for q, quote in enumerate(frame.quotes):
        if q in taken or any(s.start <= quote.inner.start and quote.inner.end <= s.end for s in spans):
            continue
        governor = fragment_verb(frame, q, words)
        if governor is None:
            continue
        at, kind = governor
        first, last = verb_group(frame.tree, at)
        speaker = subject_of(frame.tree, at)
        cue = Cue("verb", at, first, last, kind, speaker.i if speaker is not None else None, rule="fragment")
        yield _Found((quote.inner,), cue, Mode.MIXED, "fragment", place[at])


def _attribution(frame: Frame, known: Speakers, found: _Found, following: list[_Found]) -> Attribution | None:
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
    if voice is None:
        return None
    if voice.within is None:
        voice = replace(voice, within=AUTHOR)
    return Attribution(found.contents, voice, found.mode, cue.verb, found.rule, found.head, cue.at, found.denied)


def _carried(known: Speakers, frame: Frame, found: _Found, following: list[_Found]) -> Attribution | None:
    """A bare quotation: the last speaker's; in dialogue with dashes, that of the one before the last.

    Somebody whom the sentence before names goes before a speaker further up; where nobody has spoken yet, the next one.
    """
    quote = next(q for q in frame.quotes if q.inner == found.contents[0])
    voice = presented(known, frame.carriers, found.carrier) or carried_on(known, 2 if quote.mark == "—" else 1)
    if voice is None:
        near = next((f for f in following if _frames(frame, f) and f.carrier - found.carrier <= 2), None)
        if near is not None and near.cue is not None and near.cue.speaker is not None:
            voice = replace(voice_of(known, near.cue.speaker, None, None), span=None)
    if voice is None:
        voice = Voice(VoiceKind.UNNAMED, within=AUTHOR)
    return Attribution(found.contents, replace(voice, within=voice.within or AUTHOR), found.mode, None, found.rule)


def _frames(frame: Frame, found: _Found) -> bool:
    """Its cue stands in the frame, not in a quotation."""
    return found.cue is not None and frame.inside[found.cue.at] < 0


def _voice(frame: Frame, known: Speakers, cue: Cue, span: Span, carrier: Carrier) -> Voice | None:
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
    if not cue.incise and low in ("il", "ce", "c'", "cela", "ça") and (speaker.rel == "expl" or low != "il"):
        return (
            Voice(VoiceKind.UNNAMED, None, None, None, None, span)
            if cue.verb is not None and cue.verb.name != "show"
            else None
        )
    before = carrier.first if cue.incise else None
    return voice_of(known, _source_beside(tree, cue) or cue.speaker, span, outlet, before)


def _without_speaker(tree: Tree, cue: Cue, span: Span, words: VoiceWords, known: Speakers) -> Voice | None:
    """No subject: the author's own where the verb is an infinitive or a command, unnamed others' where it is passive."""
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
    if not quoted and cue.kind == "verb" and not cue.incise and tree.words[cue.at].key in words.hearsay:
        if cue.verb is not None and cue.verb.factive:
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
            item = replace(item, voice=replace(item.voice, within=chain))
        out.append(item)
    return tuple(out)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.contents == inner.contents or _size(outer) <= _size(inner):
        return False
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.contents) for i in inner.contents)


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.contents)
