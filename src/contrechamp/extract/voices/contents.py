"""What a cue gives to its speaker: the reported clause, the host of an incise, the scope of *selon*."""

from __future__ import annotations

from bisect import bisect_left

from contrechamp.extract.tree import Tree, Word, below, is_finite, kids, word_at
from contrechamp.extract.voices.cues import Cue, verb_class
from contrechamp.extract.voices.quotations import Carrier, Frame, trimmed
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.model import Mode, Span

_QUE = ("que", "qu'")


def reported_clause(tree: Tree, verb: int) -> Word | None:
    """The head of the clause with *que* that the verb reports; where the tree has it elsewhere, the next *que*
    behind it.
    """
    if verb and tree.words[verb - 1].pos == "PRON" and tree.words[verb - 1].low in ("le", "l'", "la", "les"):
        return None  # "des manifestants l'exigent": what is said stands elsewhere
    for kid in kids(tree, verb, "ccomp"):
        if kid.i > verb and (_que(tree, kid.i) is not None):
            return kid
    last = tree.sentences[tree.words[verb].sentence][1]
    for i in range(verb + 1, min(last, verb + 14)):
        word = tree.words[i]
        if word.low in _QUE and word.pos == "SCONJ" and word.rel == "mark" and word.head > i:
            head = tree.words[word.head]
            if head.rel in ("ccomp", "advcl", "acl", "conj", "xcomp", "csubj", "parataxis", "root") and not _comparison(
                tree, i
            ):
                return head
        if word.low in _QUE and i - verb <= 3 and word.rel not in ("mark", "obj") and not _comparison(tree, i):
            return next((w for w in tree.words[i + 1 : last] if "VerbForm=Fin" in w.morph), None)
        if word.form in (":", ";", "»", ".") or (word.pos == "VERB" and word.rel != "acl"):
            return None
    return None


def _comparison(tree: Tree, que: int) -> bool:
    return any(
        tree.words[k].low in ("plus", "moins", "aussi", "autant", "tant", "ne", "n'")
        for k in range(max(0, que - 4), que)
    )


def _que(tree: Tree, i: int) -> Word | None:
    return next((k for k in kids(tree, i, "mark") if k.low in _QUE), None)


def infinitive_clause(tree: Tree, verb: int) -> Word | None:
    """The infinitive that the verb reports: *affirme avoir vu*, *promet de partir*."""
    for kid in kids(tree, verb, "xcomp", "ccomp"):
        if kid.i > verb and kid.pos in ("VERB", "AUX", "NOUN", "ADJ") and is_infinitive(tree, kid):
            return kid
    return None


def is_infinitive(tree: Tree, word: Word) -> bool:
    """Whether the clause headed by `word` is an infinitive, by its own form or its copula's."""
    return "VerbForm=Inf" in word.morph or any("VerbForm=Inf" in k.morph for k in kids(tree, word.i, "aux", "cop"))


def attributed(tree: Tree, verb: int) -> tuple[Span, Word] | None:
    """Object and attribute of a judging verb as one span: *juge l'effort « considérable »*, *qualifie X de Y*."""
    objects = [k for k in kids(tree, verb, "obj", "ccomp") if k.pos != "PRON"]
    attributes = [
        k for k in kids(tree, verb, "xcomp", "obl") if k.pos in ("ADJ", "NOUN", "VERB") and not is_infinitive(tree, k)
    ]
    attributes = [k for k in attributes if k.rel == "xcomp" or _marked(tree, k)]
    if not attributes:
        return None
    members = [i for k in (*objects[:1], attributes[0]) for i in below(tree, k.i)]
    members = [i for i in members if i > verb]
    if not members or max(members) - min(members) > 60:
        return None
    span = trimmed(tree.text, tree.words[min(members)].start, tree.words[max(members)].end)
    return (span, attributes[0]) if span is not None else None


def _marked(tree: Tree, word: Word) -> bool:
    """The attribute of *qualifier de*, *considérer comme*: with that preposition, and without an article."""
    case = kids(tree, word.i, "case", "mark")
    return any(k.low in ("de", "d'", "comme") for k in case) and not any(
        k.low in ("le", "la", "les", "l'") for k in kids(tree, word.i, "det")
    )


def clause_span(frame: Frame, head: int, carrier: Carrier, *, after: int = -1) -> Span | None:
    """The stretch of the clause headed by `head`, without its *que* and what stands before word `after`.

    Widened to whole quotations that it cuts, closed at its carrier's end and before an incise or a phrase of source.
    """
    tree = frame.tree
    mark = _que(tree, head)
    low = max(after + 1, mark.i + 1 if mark is not None else tree.reach[head][0])
    high = min(tree.reach[head][1], carrier.last - 1)
    stray = (
        next((i for i in range(after + 1, min(head, after + 4)) if tree.words[i].low in _QUE), None)
        if mark is None
        else None
    )
    if stray is not None and after >= 0:
        members = list(range(stray + 1, _stray_end(tree, stray, after, max(high, carrier.last - 1)) + 1))
    else:
        members = [i for i in below(tree, head) if low <= i <= high]
    if not members:
        return None
    low, high = members[0], _before_comment(tree, head, members, _before_gap(tree, members))
    return widened(frame, low, high, carrier)


def _stray_end(tree: Tree, que: int, verb: int, last: int) -> int:
    """Where a clause ends that the parser did not see: at a comma behind its verb where a main clause must follow."""
    start = tree.sentences[tree.words[verb].sentence][0]
    if tree.words[start].low not in ("quand", "lorsque", "si", "s'", "comme", "puisque"):
        return last
    verbs = False
    for i in range(que + 1, last + 1):
        verbs = verbs or "VerbForm=Fin" in tree.words[i].morph
        if verbs and tree.words[i].form == ",":
            return i - 1
    return last


def _before_comment(tree: Tree, head: int, members: list[int], high: int) -> int:
    """The last word before a closing participle set off by a comma (*…, suscitant des inquiétudes*): that is the
    author's.
    """
    for kid in kids(tree, head, "advcl", "acl"):
        low = tree.reach[kid.i][0]
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
        if low <= first + 1 and frame.tree.words[first - 1].low in _QUE:
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
    return kept or span


def host_spans(frame: Frame, cue: Cue, carrier: Carrier) -> tuple[Span, ...]:
    """What an unquoted incise or a phrase of source stands beside: its clause, in one piece or in the two beside it."""
    tree = frame.tree
    first, last = scope(frame, cue, carrier)
    left = _stretch(frame, first, cue.first, carrier)
    right = _stretch(frame, cue.stop + 1, last, carrier)
    if right is not None and left is not None and _told_of_cue(tree, cue, cue.stop + 1, last):
        right = None
    return tuple(span for span in (left, right) if span is not None)


def scope(frame: Frame, cue: Cue, carrier: Carrier) -> tuple[int, int]:
    """The words (half-open) of the clause that a cue speaks of: all of its carrier where the cue opens or closes it."""
    tree = frame.tree
    first, last = _segment(frame, cue, carrier)
    if _opens(tree, first, cue.first) or cue.kind == "verb" or _closes(frame, first, last, cue):
        return first, last
    clause = _clause_of(tree, cue)
    if clause is None:
        return first, last
    low, high = tree.reach[clause]
    if low > cue.first or high < cue.first:
        return first, last
    mark = next((k.i for k in kids(tree, clause, "mark") if k.low in _QUE), None)
    return max(first, low if mark is None else mark + 1), min(last, high + 1)


def _closes(frame: Frame, first: int, last: int, cue: Cue) -> bool:
    """The phrase of source stands behind a comma at its sentence's end: it speaks of all of it, up to a *mais*."""
    tree = frame.tree
    if cue.first <= first or tree.words[cue.first - 1].form != "," or not _told_of_cue(tree, cue, cue.stop + 1, last):
        return False
    return not any(tree.words[i].low in ("mais", "selon", "d'après", "alors") for i in range(first, cue.first))


def _clause_of(tree: Tree, cue: Cue) -> int | None:
    word = tree.words[cue.speaker if cue.speaker is not None else cue.at]
    for _ in range(12):
        if word.head == word.i:
            return None
        word = tree.words[word.head]
        ago = word.key == "avoir" and any(k.low == "y" for k in kids(tree, word.i, "expl"))
        if is_finite(tree, word.i) and not cue.first <= word.i <= cue.stop and not ago:
            return word.i if word.head != word.i else None
    return None


def _segment(frame: Frame, cue: Cue, carrier: Carrier) -> tuple[int, int]:
    """The carrier between the semicolons and colons around the cue."""
    first, last = carrier.first, carrier.last
    for i in range(carrier.first, carrier.last):
        if frame.inside[i] < 0 and (
            frame.tree.words[i].form == ";" or (frame.tree.words[i].form == ":" and cue.kind != "verb")
        ):
            if i < cue.first:
                first = i + 1
            elif i > cue.stop:
                last = i
                break
    opened = [i for i in range(first, cue.first) if frame.tree.words[i].form in ("(", ")")]
    if opened and frame.tree.words[opened[-1]].form == "(":
        first = opened[-1] + 1
        last = next((i for i in range(cue.stop, last) if frame.tree.words[i].form == ")"), last)
    return first, last


def _opens(tree: Tree, first: int, at: int) -> bool:
    return all(tree.words[i].pos in ("CCONJ", "PUNCT", "ADV", "SPACE") for i in range(first, at))


def _stretch(frame: Frame, first: int, last: int, carrier: Carrier) -> Span | None:
    tree = frame.tree
    while first < last and (
        (tree.words[first].pos in ("PUNCT", "SPACE", "CCONJ") and frame.inside[first] < 0)
        or tree.words[first].form == ","
    ):
        first += 1
    while last > first and tree.words[last - 1].pos in ("PUNCT", "SPACE", "CCONJ") and frame.inside[last - 1] < 0:
        last -= 1
    return widened(frame, first, last - 1, carrier) if last > first else None


def _told_of_cue(tree: Tree, cue: Cue, first: int, last: int) -> bool:
    """What follows an incise tells more of its speaker or of the circumstances of the speech."""
    content = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE", "CCONJ")]
    if not content:
        return True
    opener = tree.words[content[0]]
    if not any(is_finite(tree, i) for i in content) or opener.low in (
        "qui",
        "dont",
        "où",
        "lequel",
        "laquelle",
        "lesquels",
    ):
        return True
    if (opener.pos == "NOUN" and not kids(tree, opener.i, "det")) or opener.rel == "appos":
        return True
    heads = [i for i in content if tree.words[i].head not in range(first, last)]
    return all(cue.first <= tree.words[i].head <= cue.stop for i in heads)


def mode_of(frame: Frame, contents: tuple[Span, ...]) -> Mode:
    """Indirect, or mixed where three or more words, or a third, of the contents stand in quotation marks."""
    total = quoted = 0
    for span in contents:
        for i in range(word_at(frame.tree, span.start), word_at(frame.tree, span.end - 1) + 1):
            if frame.tree.words[i].pos not in ("PUNCT", "SPACE"):
                total += 1
                quoted += frame.inside[i] >= 0
    return Mode.MIXED if quoted and (quoted >= 3 or quoted * 3 >= total) else Mode.INDIRECT


def fragment_verb(frame: Frame, q: int, words: VoiceWords) -> tuple[int, VerbClass] | None:
    """The reporting verb that governs a quoted phrase: *dénonce « une mascarade »*. None for titles and distanced
    words.
    """
    tree = frame.tree
    first, last = frame.ranges[q]
    held = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE")]
    heads = [i for i in held if not first <= tree.words[i].head < last]
    if not held or not heads or _is_title(frame, first, held, words):
        return None
    spoken = _spoken(tree, first, held, words)
    if spoken is not None:
        return spoken
    if len(held) < 2:
        return None
    head = tree.words[heads[0]]
    verb = tree.words[head.head]
    if head.rel in ("conj", "appos") and not first <= verb.i < last:
        verb = tree.words[verb.head]
    found = verb_class(tree, verb.i, words)
    if found is None or not found.fragment or verb.i >= first or head.rel in ("nsubj", "advcl", "parataxis"):
        return None
    return None if past_participle(tree, verb) else (verb.i, found)


def _spoken(tree: Tree, first: int, held: list[int], words: VoiceWords) -> tuple[int, VerbClass] | None:
    """*ont crié « Démission ! »*: a verb of speech right before a quotation that is a cry or a sentence."""
    before = tree.words[first - 1] if first else None
    if before is None or before.pos != "VERB" or past_participle(tree, before):
        return None
    found = verb_class(tree, before.i, words)
    sentence = tree.words[min(held[-1] + 1, len(tree.words) - 1)].form == "!" or any(is_finite(tree, i) for i in held)
    return (before.i, found) if found is not None and found.name in ("speech", "say") and sentence else None


def past_participle(tree: Tree, verb: Word) -> bool:
    """A participle on a noun, without an auxiliary (*le débat lancé*): what it governs is nobody's speech."""
    past = "VerbForm=Part" in verb.morph and "Tense=Pres" not in verb.morph and not verb.low.endswith("ant")
    return past and verb.rel in ("acl", "amod", "advcl") and not kids(tree, verb.i, "aux")


def _is_title(frame: Frame, first: int, held: list[int], words: VoiceWords) -> bool:
    before = [frame.tree.words[i] for i in range(max(0, first - 2), first)]
    if any(w.key in words.titles and (w.pos != "VERB" or "VerbForm=Part" in w.morph) for w in before):
        return True
    capitals = [frame.tree.words[i].form[:1].isupper() for i in held if len(frame.tree.words[i].form) > 3]
    return (
        bool(capitals) and all(capitals) and frame.tree.words[min(held[-1] + 1, len(frame.tree.words) - 1)].form != "!"
    )
