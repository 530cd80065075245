"""All reported contents of a text with their cues: direct speech, verbs, sources, nouns, distance, quoted phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contrechamp.extract.tree import Tree, Word, is_finite, kids, word_at
from contrechamp.extract.voices.contents import (
    attributed,
    balanced,
    clause_span,
    infinitive_clause,
    is_infinitive,
    mode_of,
    quoted_attribute,
    reported_clause,
    widened,
)
from contrechamp.extract.voices.cues import Cue, subject_of, verb_group
from contrechamp.extract.voices.distance import by_distance
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.fragments import find_fragments, past_participle
from contrechamp.extract.voices.frame import Carrier, Frame, trimmed
from contrechamp.extract.voices.incises import can_speak, incise_at, known_verb, opens_incise
from contrechamp.extract.voices.nested import find_nested
from contrechamp.extract.voices.quotations import find_speech
from contrechamp.extract.voices.rumours import find_rumours
from contrechamp.extract.voices.scope import host_spans
from contrechamp.extract.voices.sources import find_sources
from contrechamp.extract.voices.taken import find_taken_up
from contrechamp.extract.voices.words import VerbClass, VoiceWords
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
            found += _by_verb(frame, word, kind, place[word.i], words)
    for item in [f for f in found if f.rule == "lead-in" and f.cue is not None and f.cue.kind == "verb"]:
        found += _before_colon(frame, item, words)
    beside = _in_carriers(found)
    for cue in find_sources(frame.tree, words):
        if cue.at not in used and not _of_incise(frame.tree, cue, beside.get(place[cue.at], [])):
            found += _by_source(frame, cue, place[cue.at], words)
    found += list(_by_noun(frame, words, place))
    found += list(by_distance(frame, words, place))
    found += list(find_fragments(frame, words, place, found, taken))
    found += find_taken_up(frame, words, place, found)
    found += list(find_rumours(frame, words, place, found))
    return sorted(_once(_closed(frame, _gone_on(frame, found))), key=_order)


def _before_colon(frame: Frame, item: Found, words: VoiceWords) -> list[Found]:
    """What stands before an incise that also leads in what follows: *Le pont rouvre, a dit Léa : « Enfin. »*."""
    cue, carrier = item.cue, frame.carriers[item.carrier]
    if cue is None or frame.inside[cue.at] >= 0 or not carrier.first < cue.first < carrier.last:
        return []
    host = _as_incise(frame, frame.tree.words[cue.at], cue.first, carrier, words)
    if host is None:
        return []
    left = [span for span in host_spans(frame, host, carrier, words) if span.end <= frame.tree.words[host.first].start]
    return _found(frame, tuple(left), host, "incise", item.carrier)


def _in_carriers(found: list[Found]) -> dict[int, list[Found]]:
    """What has been found in each carrier by an incise."""
    out: dict[int, list[Found]] = {}
    for item in found:
        if item.cue is not None and item.cue.incise:
            out.setdefault(item.carrier, []).append(item)
    return out


def _of_incise(tree: Tree, cue: Cue, incises: list[Found]) -> bool:
    """A phrase of source that tells more of an incise before it: *a-t-on appris de source judiciaire, confirmant une
    information de sources proches*.
    """
    start = tree.words[cue.first].start
    before = [i for i in incises if i.cue is not None and i.cue.first < cue.first]
    outside = [i for i in before if not any(span.start <= start < span.end for span in i.contents)]
    return any(
        not any("VerbForm=Fin" in w.morph for w in tree.words[i.cue.stop + 1 : cue.first])
        for i in outside
        if i.cue is not None
    )


def _gone_on(frame: Frame, found: list[Found]) -> list[Found]:
    """The same with the speaker of an incise for a participle behind it, wherever the tree hangs that: *…, a dit Léa,
    précisant que …*.
    """
    beside = _in_carriers(found)
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


def _closed(frame: Frame, found: list[Found]) -> list[Found]:
    """Reported clauses without a phrase of source at their end that speaks of the verb above them, too: *aurait dit que
    …, selon le journal*.
    """
    over = {f.carrier: f for f in found if f.rule == "source" and f.cue is not None}
    return [_before_source(frame, item, over.get(item.carrier)) for item in found]


def _before_source(frame: Frame, item: Found, over: Found | None) -> Found:
    if over is None or over.cue is None or item.rule != "que" or item.cue is None:
        return item
    tree, span = frame.tree, item.contents[-1]
    start = tree.words[over.cue.first].start
    above = any(s.start <= tree.words[item.cue.at].start < s.end for s in over.contents)
    if not above or not span.start < start < span.end or tree.words[over.cue.stop].end < span.end:
        return item
    kept = trimmed(tree.text, span.start, start)
    return item if kept is None else replace(item, contents=(*item.contents[:-1], kept))


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


def _by_verb(frame: Frame, word: Word, kind: VerbClass, number: int, words: VoiceWords) -> list[Found]:  # noqa: PLR0911  (a list of cases, one a line)
    tree, carrier = frame.tree, frame.carriers[number]
    first, last = verb_group(tree, word.i)
    host = _as_incise(frame, word, first, carrier, words)
    if host is not None:
        return _found(frame, host_spans(frame, host, carrier, words), host, "incise", number)
    suspected = _suspicion(frame, word, kind, number, words)
    if suspected:
        return suspected
    if (
        (word.pos not in ("VERB", "AUX") and not _verbal_twin(tree, word))
        or (past_participle(tree, word) and not (kind.attribute and _agent(tree, word)))
        or (is_infinitive(tree, word) and f"{tree.words[word.head].key} {word.key}" in words.idioms)
        or (kind.factive and not _hearsay(tree, word, words))
    ):
        return []
    speaker = subject_of(tree, word.i)
    if is_infinitive(tree, word) and _outside(frame, word, speaker):
        return []
    cue = Cue("verb", word.i, first, last, kind, speaker.i if speaker is not None else None, rule="verb")
    wanted = kind.name == "wish" and speaker is not None and _thing(tree, speaker, words)
    clause = reported_clause(tree, word.i, words) if (kind.que or kind.factive) and not wanted else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, words, after=word.i)
        span = _with_condition(frame, word.i, span) if span else None
        return _found(frame, (span,) if span else (), cue, "que", number, clause.i)
    thing = kind.name == "promise" and speaker is not None and _thing(tree, speaker, words)
    clause = infinitive_clause(tree, word.i, kind, words) if kind.infinitive and not thing else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, words, after=word.i)
        span = _with_negation(frame, _past_preposition(frame, span), word.i) if span else None
        return _found(frame, (span,) if span else (), cue, "infinitive", number, clause.i)
    pair = _judged(frame, word, kind, words)
    if pair is not None:
        return _found(
            frame,
            (balanced(frame, _past_preposition(frame, pair[0])),),
            cue,
            "attribute",
            number,
            pair[1].i if pair[1].rel in ("xcomp", "obl") else None,
        )
    if kind.accusation or (kind.name == "suspect" and kids(tree, word.i, "obj")):
        return _accusation(frame, word, cue, number)
    return _behind_colon(frame, word, cue, number)


def _judged(frame: Frame, word: Word, kind: VerbClass, words: VoiceWords) -> tuple[Span, Word] | None:
    """Object and attribute of a verb of judging: *juge le projet « daté »*, *a qualifié la grève de « lâche »*."""
    if kind.attribute:
        return attributed(frame, word.i, kind)
    return quoted_attribute(frame, word.i, kind) if word.key in words.judging else None


def _verbal_twin(tree: Tree, word: Word) -> bool:
    """A verb tagged as something else that still has a subject and a clause with *que*: *la commission note que*."""
    return bool(kids(tree, word.i, "nsubj")) and bool(kids(tree, word.i, "ccomp"))


def _with_condition(frame: Frame, verb: int, span: Span) -> Span:
    """The clause with a condition that follows at once and that the tree hangs on the reporting verb: *dit qu'il
    viendrait s'il le pouvait*.
    """
    tree = frame.tree
    following = word_at(tree, span.end)
    for kid in kids(tree, verb, "advcl"):
        low, high = tree.reach[kid.i]
        if low == following and tree.words[low].rel == "mark" and is_finite(tree, kid.i) and frame.inside[low] < 0:
            return trimmed(tree.text, span.start, tree.words[high].end) or span
    return span


def _with_negation(frame: Frame, span: Span, verb: int) -> Span:
    """An infinitive with the *ne pas* before it, which a parser may hang on the reporting verb."""
    tree, at = frame.tree, word_at(frame.tree, span.start)
    start = at
    while start - 1 > verb and at - start < 3 and tree.words[start - 1].rel == "advmod":
        start -= 1
    ne = next((i for i in range(start, at) if tree.words[i].low in ("ne", "n'")), None)
    return span if ne is None else trimmed(tree.text, tree.words[ne].start, span.end) or span


def _found(
    frame: Frame, contents: tuple[Span, ...], cue: Cue, rule: str, number: int, head: int | None = None
) -> list[Found]:
    return [Found(contents, cue, mode_of(frame, contents), rule, number, head)] if contents else []


def _past_preposition(frame: Frame, span: Span) -> Span:
    """An infinitive without its *de* or *à*."""
    at = word_at(frame.tree, span.start)
    word = frame.tree.words[at]
    if word.low in ("de", "d'", "à", "comme") and word.end < span.end:
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
    likened = subordinate and start + 1 < word.i and tree.words[start + 1].low in ("l'", "le")  # "comme l'a dit Léa"
    if not (likened or opens_incise(tree, start, carrier.first)) or (start == carrier.first and not subordinate):
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


def _accusation(frame: Frame, word: Word, cue: Cue, number: int) -> list[Found]:
    """*accuse X d'avoir fait Y*: from X to the end of Y."""
    tree = frame.tree
    hung = [*kids(tree, word.i, "xcomp", "obl", "advcl", "ccomp")]
    hung += [k for target in kids(tree, word.i, "obj") for k in kids(tree, target.i, "acl") if is_infinitive(tree, k)]
    deed = next((k for k in hung if k.i > word.i and (k.pos == "VERB" or is_infinitive(tree, k))), None)
    if deed is None:
        return []
    target = next((k for k in kids(tree, word.i, "obj") if word.i < k.i < deed.i), None)
    low = tree.reach[target.i][0] if target is not None else tree.reach[deed.i][0]
    span = trimmed(
        tree.text, tree.words[low].start, tree.words[min(tree.reach[deed.i][1], frame.carriers[number].last - 1)].end
    )
    span = _past_preposition(frame, span) if span is not None else None
    return _found(frame, (balanced(frame, span),) if span else (), cue, "accusation", number, deed.i)


def _suspicion(frame: Frame, word: Word, kind: VerbClass, number: int, words: VoiceWords) -> list[Found]:
    """*soupçonné d'avoir tué*, *accusés d'être partis*: what unnamed others, or the agent, say of whom it is said."""
    tree = frame.tree
    if "VerbForm=Part" not in word.morph or word.low.endswith("ant") or not (kind.accusation or kind.name == "suspect"):
        return []
    active = any(k.key == "avoir" for k in kids(tree, word.i, "aux")) and not kids(tree, word.i, "nsubj:pass")
    hung = [*kids(tree, word.i, "xcomp", "ccomp", "csubj", "obl", "advcl")]
    hung += [k for whom in kids(tree, word.i, "obl", "iobj") for k in kids(tree, whom.i, "acl")]
    deed = next((k for k in hung if is_infinitive(tree, k)), None)
    if active or deed is None or deed.i < word.i:
        return []
    agent = _agent(tree, word)
    span = clause_span(frame, deed.i, frame.carriers[number], words, after=word.i)
    cue = Cue("verb", word.i, word.i, word.i, kind, agent.i if agent is not None else None, rule="accusation")
    contents = (_past_preposition(frame, span),) if span is not None else ()
    found = _found(frame, contents, cue, "accusation", number, deed.i)
    return [replace(item, unnamed=agent is None) for item in found]


def _thing(tree: Tree, speaker: Word, words: VoiceWords) -> bool:
    """A noun that can promise nothing in words: *la soirée promet d'être longue*."""
    return speaker.pos == "NOUN" and speaker.form[:1].islower() and not can_speak(tree, speaker.i, words)


def _outside(frame: Frame, word: Word, speaker: Word | None) -> bool:
    """A quoted infinitive that nobody in the quotation does: *« Considérer que …, c'est considérer que … »*."""
    quote = frame.inside[word.i]
    presented = any("VerbForm=Fin" in k.morph for k in kids(frame.tree, word.i, "cop"))
    return quote >= 0 and (presented or speaker is None or frame.inside[speaker.i] != quote)


def _agent(tree: Tree, word: Word) -> Word | None:
    """Who does what a participle says: *qualifié de « traître » par ses amis*."""
    return next((k for k in kids(tree, word.i, "obl") if k.dep == "obl:agent" or _by(tree, k)), None)


def _by(tree: Tree, word: Word) -> bool:
    return any(k.low == "par" for k in kids(tree, word.i, "case"))


def _behind_colon(frame: Frame, word: Word, cue: Cue, number: int) -> list[Found]:
    """A clause without marks behind the colon of a sentence that reports: *Il prévient ses alliés : ils perdront.*"""
    tree, carrier = frame.tree, frame.carriers[number]
    if cue.verb is None or not cue.verb.que or cue.speaker is None or not is_finite(tree, word.i):
        return []
    if any("negator" in k.function for k in kids(tree, word.i, "advmod")):
        return []  # "La mairie ne répond pas : le pont est-il sûr ?"
    colon = next((i for i in range(word.i + 1, carrier.last) if tree.words[i].form in (":", ";", "(")), None)
    if colon is None or tree.words[colon].form != ":" or colon - word.i > 12 or frame.inside[colon] >= 0:
        return []
    behind = range(colon + 1, carrier.last)
    if any(is_finite(tree, i) for i in range(word.i + 1, colon)) or any(frame.inside[i] >= 0 for i in behind[:2]):
        return []
    told = next((i for i in behind if is_finite(tree, i) and kids(tree, i, "nsubj", "expl")), None)
    if told is None or told - colon > 25:
        return []
    end = carrier.last - 1
    while end > told and tree.words[end].pos in ("PUNCT", "SPACE") and frame.inside[end] < 0:
        end -= 1
    span = widened(frame, colon + 1, end, carrier)
    return _found(frame, (span,) if span is not None else (), cue, "colon", number)


def _by_source(frame: Frame, cue: Cue, number: int, words: VoiceWords) -> list[Found]:
    carrier = frame.carriers[number]
    figure = _figure_beside(frame, cue)
    contents = (figure,) if figure is not None else host_spans(frame, cue, carrier, words)
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
    while noun.rel in ("nmod", "amod") and noun.head < noun.i:
        noun = tree.words[noun.head]
    if noun.rel == "appos" and before.form != "," and tree.words[min(cue.stop + 1, len(tree.words) - 1)].form == ",":
        return trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, before.end)  # "X, un élu selon Y, a …"
    counted = noun.pos == "NUM" or any(k.rel == "nummod" for k in map(tree.words.__getitem__, noun.kids))
    if not counted or is_finite(tree, noun.i) or not _another_count(frame, cue):
        return None
    return trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, before.end)


def _another_count(frame: Frame, cue: Cue) -> bool:
    """The sentence gives another figure with a source of its own."""
    first, last = frame.tree.sentences[frame.tree.words[cue.at].sentence]
    return sum(w.low in ("selon", "d'après") for w in frame.tree.words[first:last]) > 1


def _by_noun(frame: Frame, words: VoiceWords, place: list[int]) -> Iterator[Found]:
    """*l'affirmation selon laquelle …*, *l'idée que …*: the clause is somebody's, mostly nobody's by name."""
    tree = frame.tree
    for word in tree.words:
        name = words.nouns.get(word.key) if word.pos == "NOUN" else None
        if name is None or name == "factive":
            continue
        if _for_fear(tree, word.i):
            continue
        carrier = frame.carriers[place[word.i]]
        clause = _noun_clause(tree, word)
        if clause is None:
            continue
        head, after = clause
        span = clause_span(frame, head, carrier, words, after=after)
        holder = next((k for k in kids(tree, word.i, "nmod") if k.i < after and k.pos in ("PROPN", "NOUN")), None)
        if holder is None and word.rel == "obj" and tree.words[word.head].key in words.held:
            holder = subject_of(tree, word.head)
        cue = Cue("noun", word.i, word.i, word.i, words.classes[name], holder.i if holder else None, rule="noun")
        if span is not None:
            yield from _found(frame, (span,), cue, "noun", place[word.i], head)


def _for_fear(tree: Tree, at: int) -> bool:
    """*de peur que*, *de crainte que*: a conjunction, and nobody's words."""
    beside = tree.words[max(0, at - 1)].low, tree.words[min(at + 1, len(tree.words) - 1)].low
    return beside[0] == "de" and beside[1] in ("que", "qu'")


def _noun_clause(tree: Tree, word: Word) -> tuple[int, int] | None:
    """Head of the clause on a noun of speech, and the last word before it."""
    for i in range(word.i + 1, min(len(tree.words), word.i + 6)):
        pronoun = tree.words[i]
        which = pronoun.low in ("laquelle", "lequel", "lesquelles", "lesquels")
        if which and tree.words[i - 1].low == "selon" and pronoun.head > i:
            return pronoun.head, i
    for kid in map(tree.words.__getitem__, word.kids):
        if kid.i < word.i or kid.rel not in ("acl", "ccomp"):
            continue
        for i in range(word.i + 1, min(kid.i, word.i + 12)):
            low = tree.words[i].low
            if low in ("laquelle", "lequel", "lesquelles", "lesquels") and tree.words[i - 1].low == "selon":
                return kid.i, i
            if low in ("que", "qu'") and tree.words[i].pos == "SCONJ":
                return kid.i, i
    return None
