"""What a cue gives to its speaker: the reported clause, the host of an incise, the scope of *selon*."""

from __future__ import annotations

from bisect import bisect_left

from contrechamp.extract.tree import Tree, Word, above, below, finite_verb, is_finite, kids, word_at
from contrechamp.extract.voices.frame import Carrier, Frame, trimmed
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.model import Mode, Span


def reported_clause(tree: Tree, verb: int, words: VoiceWords) -> Word | None:  # noqa: PLR0911  (a list of cases)
    """The head of the clause with *que* that the verb reports; where the tree has it elsewhere, the next *que*
    behind it.
    """
    if _pointed_at(tree, verb):
        return None  # "c'est pour protester que": what follows is said of something else
    if verb and tree.words[verb - 1].pos == "PRON" and "definite" in tree.words[verb - 1].function:
        return None  # "des manifestants l'exigent": what is said stands elsewhere
    for kid in kids(tree, verb, "ccomp"):
        mark = _que(tree, kid.i) if kid.i > verb else None
        if mark is not None and not conjunction(tree, mark.i, words) and not _likened(tree, verb, mark.i):
            return kid
    last = tree.sentences[tree.words[verb].sentence][1]
    for i in range(verb + 1, min(last, verb + 14)):
        word = tree.words[i]
        if "that" in word.function and (conjunction(tree, i, words) or tree.words[i - 1].key in words.nouns):
            return None  # "compte sur le fait que": the noun's clause
        if "that" in word.function and word.pos == "SCONJ" and word.head > i and (word.rel == "mark" or i - verb > 3):
            head = _past_copula(tree, tree.words[word.head])
            if head.rel in ("ccomp", "advcl", "acl", "conj", "xcomp", "csubj", "parataxis", "root") and not _comparison(
                tree, i
            ):
                return None if _relative(tree, verb, head, words) else head
        loose = word.rel not in ("mark", "obj") or (word.rel == "mark" and word.head <= verb)
        if "that" in word.function and i - verb <= 3 and loose and not _comparison(tree, i):
            return _first_verb(tree, i + 1, last, words)
        if "that" in word.function and not _comparison(tree, i) and _told_to(tree, verb, i, words):
            return _clause_from(tree, i) or _first_verb(tree, i + 1, last, words)
        verbal = (word.pos == "VERB" and word.rel != "acl") or (word.pos == "AUX" and "VerbForm=Fin" in word.morph)
        if word.form in (":", ";", "»", ".") or verbal:
            return None
    return None


def _relative(tree: Tree, verb: int, head: Word, words: VoiceWords) -> bool:
    """Whether a clause with *que* tells of a noun behind a verb that has said something else: *ajoute deux noms à une
    liste que personne ne lit*; what *que* stands for is then missing in the clause.
    """
    things = [k for k in kids(tree, verb, "obj") if verb < k.i < head.i and k.pos == "NOUN"]
    told = words.persons | words.institutions
    said = bool(things) and not any(k.key in told or k.form[:1].isupper() for k in things)
    return said and head.rel == "acl" and head.head > verb and not kids(tree, head.i, "obj", "cop", "ccomp", "xcomp")


def _told_to(tree: Tree, verb: int, que: int, words: VoiceWords) -> bool:
    """Whether only whom it is told stands between a verb without an object and *que*: *a dit à la radio que*; a parser
    easily takes that for a relative clause.
    """
    between = tree.words[verb + 1 : que]
    if not between or kids(tree, verb, "obj", "xcomp", "ccomp"):
        return False
    if any(w.pos not in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "ADV") for w in between):
        return False
    nouns = [w for w in between if w.pos in ("NOUN", "PROPN")]
    kind = words.verbs.get(tree.words[verb].key)
    told = bool(nouns) and (_hears(tree, nouns[0], words) or nouns[0].bare in words.days)
    return told or (bool(nouns) and kind is not None and kind.name in ("say", "admit", "deny"))


def _hears(tree: Tree, noun: Word, words: VoiceWords) -> bool:
    """Whether one can tell somebody something there: a name, an office, an institution, an outlet."""
    return noun.form[:1].isupper() or noun.key in words.persons | words.institutions | words.documents


def _clause_from(tree: Tree, que: int) -> Word | None:
    """The head of the relative clause that a *que* opens."""
    for up in above(tree, que):
        if up.i > que and up.rel == "acl":
            return up
    return None


def _first_verb(tree: Tree, first: int, last: int, words: VoiceWords) -> Word | None:
    """The first finite verb from word `first` on; where the tagger saw none, the twin of one: *que le préfet ferme*."""
    behind = tree.words[first:last]
    finite = next((w for w in behind if "VerbForm=Fin" in w.morph), None)
    looks = (w for w in behind[1:] if w.pos in ("ADJ", "NOUN") and tree.words[w.i - 1].pos in ("NOUN", "PROPN"))
    return finite or next((w for w in looks if w.low.endswith(("e", "ent"))), None)


def _past_copula(tree: Tree, word: Word) -> Word:
    return tree.words[word.head] if word.rel in ("cop", "aux") else word


def _pointed_at(tree: Tree, verb: int) -> bool:
    """An infinitive of purpose that *c'est … que* sets before its sentence."""
    before = tree.words[max(0, verb - 5) : verb]
    if "VerbForm=Inf" not in tree.words[verb].morph or not before or before[-1].pos != "ADP":
        return False
    return any("this" in w.function and "be" in tree.words[w.i + 1].function for w in before)


def conjunction(tree: Tree, que: int, words: VoiceWords) -> bool:
    """Whether *que* closes a conjunction or an adverb (*afin que*, *avant même que*, *peut-être que*) and opens no
    reported clause.
    """
    before = tree.words[max(0, que - 2) : que]
    if tree.words[que].rel == "fixed" or not before:
        return tree.words[que].rel == "fixed"
    last = before[-1]
    return last.low in words.before_que or ("even" in last.function and before[0].low in words.before_que)


def _likened(tree: Tree, verb: int, que: int) -> bool:
    """*promet d'être aussi animée que les précédentes*: a *que* of comparison behind an infinitive of its own."""
    infinitive = any("VerbForm=Inf" in w.morph for w in tree.words[verb + 1 : que])
    return infinitive and _comparison(tree, que)


def _comparison(tree: Tree, que: int) -> bool:
    return any(word.function & {"degree", "negator"} for word in tree.words[max(0, que - 4) : que])


def _que(tree: Tree, i: int) -> Word | None:
    """The *que* of a clause; a parser may hang it on the copula."""
    group = (i, *(k.i for k in kids(tree, i, "cop", "aux")))
    return next((k for at in group for k in kids(tree, at, "mark") if "that" in k.function), None)


def _past(tree: Tree, word: Word) -> bool:
    """A past infinitive: *d'avoir menti*."""
    return "VerbForm=Part" in word.morph and bool(kids(tree, word.i, "aux"))


def infinitive_clause(tree: Tree, verb: int, kind: VerbClass, words: VoiceWords) -> Word | None:
    """The infinitive that the verb reports: *affirme avoir vu*, *promet de partir*; not *pense à partir*."""
    for kid in kids(tree, verb, "xcomp", "ccomp"):
        if kid.i > verb and kid.pos in ("VERB", "AUX", "NOUN", "ADJ") and is_infinitive(tree, kid):
            marks = kids(tree, kid.i, "mark", "case")
            aims = any("to" in k.function for k in marks) and kind.name != "promise"
            orders = kind.name == "say" and any(k.low in words.orders for k in marks) and not _past(tree, kid)
            return None if aims or orders else kid
    return None


def is_infinitive(tree: Tree, word: Word) -> bool:
    """Whether the clause headed by `word` is an infinitive, by its own form or its copula's."""
    return "VerbForm=Inf" in word.morph or any("VerbForm=Inf" in k.morph for k in kids(tree, word.i, "aux", "cop"))


def clause_span(frame: Frame, head: int, carrier: Carrier, words: VoiceWords, *, after: int = -1) -> Span | None:
    """The stretch of the clause headed by `head`, without its *que* and what stands before word `after`.

    Widened to whole quotations that it cuts, closed at its carrier's end and before an incise or a phrase of source.
    """
    tree = frame.tree
    mark = _que(tree, head) or next(
        (k for k in kids(tree, head, "obj") if "that" in k.function and k.i > after >= 0), None
    )
    low = max(after + 1, mark.i + 1 if mark is not None else tree.reach[head][0])
    high = min(tree.reach[head][1], carrier.last - 1)
    stray = (
        next((i for i in range(after + 1, min(head, after + 4)) if "that" in tree.words[i].function), None)
        if mark is None
        else None
    )
    if stray is not None and after >= 0:
        members = list(range(stray + 1, _stray_end(tree, stray, after, max(high, carrier.last - 1)) + 1))
        while members and tree.words[members[-1]].pos in ("PUNCT", "SPACE") and frame.inside[members[-1]] < 0:
            members.pop()
    else:
        members = [
            i for i in below(tree, head, _other_form(tree, head) | _done_next(tree, head, after)) if low <= i <= high
        ]
    if not members:
        return None
    low, high = members[0], _before_comment(tree, head, members, _before_gap(tree, members), words)
    return widened(frame, low, high, carrier)


def _other_form(tree: Tree, head: int) -> set[int]:
    """Finite verbs that the tree coordinates with a reported infinitive: *disent s'être cachés et ont nié*."""
    if is_finite(tree, head):
        return set()
    return {k.i for k in kids(tree, head, "conj") if is_finite(tree, k.i)}


def _done_next(tree: Tree, head: int, verb: int) -> set[int]:
    """What the reporter did next, hung on the reported clause: *a estimé qu'il mentait et l'a condamné*; the perfect of
    the reporting verb comes again, behind a clause in the past.
    """
    if verb < 0 or "Tense=Imp" not in finite_verb(tree, head).morph or not _perfect(tree, verb):
        return set()
    loose = [k for k in kids(tree, head, "conj") if not kids(tree, k.i, "nsubj", "mark")]
    return {k.i for k in loose if _perfect(tree, k.i)}


def _perfect(tree: Tree, verb: int) -> bool:
    return any("Tense=Pres" in k.morph and "VerbForm=Fin" in k.morph for k in kids(tree, verb, "aux"))


def _stray_end(tree: Tree, que: int, verb: int, last: int) -> int:
    """Where a clause ends that the parser did not see: at a comma behind its verb where a main clause must follow."""
    start = tree.sentences[tree.words[verb].sentence][0]
    if not tree.words[start].function & {"when", "if", "as"}:
        return last
    verbs = False
    for i in range(que + 1, last + 1):
        verbs = verbs or "VerbForm=Fin" in tree.words[i].morph
        if verbs and tree.words[i].form == ",":
            return i - 1
    return last


def _before_comment(tree: Tree, head: int, members: list[int], high: int, words: VoiceWords) -> int:
    """The last word before a closing participle set off by a comma (*…, suscitant des inquiétudes*): that is the
    author's.
    """
    for kid in kids(tree, head, "advcl", "acl", "obl", "xcomp"):
        low = tree.reach[kid.i][0]
        opener = tree.words[low]
        details = any(k.key in words.details for k in kids(tree, kid.i, "obj"))
        says = opener.low in words.aside and (kid.key in words.verbs or details)
        if says and opener.i > head and tree.words[low - 1].form == "," and tree.reach[kid.i][1] >= high:
            return low - 2  # "…, sans préciser quand"
        present = kid.low.endswith("ant") and "VerbForm=Part" in kid.morph and low == kid.i
        if (
            present
            and low > head
            and low - 1 in members
            and tree.words[low - 1].form == ","
            and tree.reach[kid.i][1] >= high
        ):
            return low - 2
    return high


def _before_gap(tree: Tree, members: list[int]) -> int:
    """The last member before a stretch of four or more words that does not belong: there the parser went astray."""
    last = members[0]
    for i in members[1:]:
        if i - last > 12:
            break
        last = i
    return last


def widened(frame: Frame, low: int, high: int, carrier: Carrier) -> Span | None:
    """Words `low` to `high` as a span that cuts no quotation in two."""
    tree = frame.tree
    low_quote, high_quote = frame.inside[low], frame.inside[high]
    if high_quote >= 0 and high_quote != low_quote:
        high = max(high, frame.ranges[high_quote][1] - 1)
    if low_quote >= 0 and high_quote < 0:
        low = frame.ranges[low_quote][0]
    if low_quote >= 0 and low_quote == high_quote:
        first, last = frame.ranges[low_quote]
        if low <= first + 1 and "that" in frame.tree.words[first - 1].function:
            high = max(high, last - 1)
    span = trimmed(tree.text, tree.words[low].start, tree.words[min(high, carrier.last - 1)].end)
    return balanced(frame, span) if span is not None else None


def balanced(frame: Frame, span: Span) -> Span:
    """The span without quotation marks whose partner lies outside of it, and without a pair that holds all of it."""
    text, start, end = frame.tree.text, span.start, span.end
    first = frame.inside[word_at(frame.tree, start)]
    nearest = bisect_left(frame.starts, start)
    near = {*range(max(0, nearest - 1), bisect_left(frame.starts, end)), *([first] if first >= 0 else [])}
    for quote in (frame.quotes[q] for q in sorted(near)):
        if quote.span.end <= start or quote.span.start >= end:
            continue
        if quote.span.start >= start and quote.span.end <= end and (quote.span.start > start or quote.span.end < end):
            continue
        if start <= quote.span.start and quote.inner.start >= start:
            start = quote.inner.start if quote.span.start == start and quote.span.end >= end else start
        if quote.span.start < start < quote.inner.start:
            start = quote.inner.start
        if quote.inner.end < end <= quote.span.end and quote.span.start < span.start + 1:
            end = quote.inner.end
    kept = trimmed(text, start, end) if start < end else None
    if (
        kept is not None
        and text[kept.end : kept.end + 1] == ")"
        and text[kept.start : kept.end].count("(") > text[kept.start : kept.end].count(")")
    ):
        return Span(kept.start, kept.end + 1)
    return kept or span


def mode_of(frame: Frame, contents: tuple[Span, ...]) -> Mode:
    """Indirect, or mixed where three or more words, or a third, of the contents stand in quotation marks."""
    total = quoted = 0
    for span in contents:
        for i in range(word_at(frame.tree, span.start), word_at(frame.tree, span.end - 1) + 1):
            if frame.tree.words[i].pos not in ("PUNCT", "SPACE"):
                total += 1
                quoted += frame.inside[i] >= 0
    return Mode.MIXED if quoted and (quoted >= 3 or quoted * 3 >= total) else Mode.INDIRECT
