"""How surely a clause is put, as FactBank has it: CT, PR, PS, each for or against, or U; with the words that say so.

The clause's own negation, modal verb, mood, tense and adverbs are read first, then what it hangs on: the conjunction,
an impersonal predicate (*il est probable que*), a verb of thinking, denying or asking. The weaker degree wins; an
adverb (*probablement*) goes before what mood alone would say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from contrechamp.extract.tree import Tree, Word, below, finite_verb, is_finite, kids
from contrechamp.extract.voices.cues import verb_class
from contrechamp.extract.voices.words import VerbClass, VoiceWords, voice_words
from contrechamp.lang import read_toml
from contrechamp.model import Certainty
from contrechamp.text.fold import fold_words

_DEGREES = ("CT", "PR", "PS", "U")


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """The lexicon of certainty of one language: phrases in lower case, lemmas folded."""

    adverbs: dict[str, tuple[str, bool]]
    strong: frozenset[str]
    alone: frozenset[str]
    bare: frozenset[str]
    modal: dict[str, str]
    predicates: dict[str, str]
    asserted: tuple[str, ...]
    open: tuple[str, ...]
    denied: tuple[str, ...]
    before_que: frozenset[str]
    aspect: frozenset[str]
    conditional: tuple[str, ...]
    future: tuple[str, ...]
    asserting: frozenset[str]


@dataclass(slots=True)
class Reading:
    """What has been read of a clause so far: its degree, its polarity, the rules that spoke, and their cue words."""

    degree: str = "CT"
    positive: bool = True
    rules: list[str] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)

    def weaken(self, degree: str, rule: str, *cues: int) -> None:
        """Take the weaker of the degrees."""
        if _DEGREES.index(degree) > _DEGREES.index(self.degree):
            self.degree = degree
        self.rules.append(rule)
        self.cues.extend(cues)

    def deny(self, rule: str, *cues: int) -> None:
        """Turn the polarity."""
        self.positive = not self.positive
        self.rules.append(rule)
        self.cues.extend(cues)

    def value(self) -> Certainty:
        """The FactBank value."""
        return Certainty.UNCOMMITTED if self.degree == "U" else Certainty(self.degree + ("+" if self.positive else "-"))


@cache
def certainty_words(language: str) -> CertaintyWords:
    """The lexicon of certainty of `language`. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "certainty")
    degrees = {"certain": ("CT", True), "probable": ("PR", True), "improbable": ("PR", False), "possible": ("PS", True)}
    adverbs = {phrase: degrees[kind] for kind, phrases in data["adverbs"].items() for phrase in phrases}
    modal = {
        fold_words(lemma): kind for kind in ("possible", "probable", "obligation") for lemma in data["modals"][kind]
    }
    predicates = {fold_words(lemma): kind for kind, lemmas in data["predicates"].items() for lemma in lemmas}
    return CertaintyWords(
        adverbs={phrase: adverbs[phrase] for phrase in _by_length(adverbs)},
        strong=frozenset(data["negation"]["strong"]),
        alone=frozenset(data["negation"]["alone"]),
        bare=frozenset(fold_words(word) for word in data["negation"]["bare"]),
        modal=modal,
        predicates=predicates,
        asserted=_by_length(data["subordinates"]["asserted"]),
        open=_by_length(data["subordinates"]["open"]),
        denied=_by_length(data["subordinates"]["denied"]),
        before_que=frozenset(data["subordinates"]["before_que"]),
        aspect=frozenset(fold_words(word) for word in data["modals"]["aspect"]),
        conditional=tuple(data["moods"]["conditional"]),
        future=tuple(data["moods"]["future"]),
        asserting=frozenset(fold_words(word) for word in data["asserting"]["verbs"]),
    )


def _by_length(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def read_certainty(tree: Tree, head: int, *, language: str = "fr", verb: VerbClass | None = None) -> Reading:
    """How surely the clause headed by `head` is put. `verb` is the class of the reporting verb of its voice, if any."""
    lexicon, voices = certainty_words(language), voice_words(language)
    own = own_words(tree, head)
    reading = Reading()
    carried = _carrier_of_mood(tree, head)
    _negation(tree, head, own, lexicon, reading)
    _mood(tree, head, carried, lexicon, reading)
    _adverbs(tree, own, carried, lexicon, reading)
    _alternative(tree, head, reading)
    _context(tree, head, lexicon, voices, reading)
    if verb is not None:
        _voice(verb, reading)
    return reading


def own_words(tree: Tree, head: int) -> list[int]:
    """The words of a clause without its subordinate clauses."""
    cut = set()
    for i in below(tree, head):
        word = tree.words[i]
        if i != head and word.rel in ("advcl", "ccomp", "acl", "parataxis", "conj", "csubj") and is_finite(tree, i):
            cut.add(i)
    return below(tree, head, cut)


def _carrier_of_mood(tree: Tree, head: int) -> Word:
    """The finite verb of the clause; for a verb coordinated without one of its own, that of the first."""
    word = tree.words[head]
    for _ in range(6):
        if is_finite(tree, word.i) or word.rel not in ("conj", "xcomp") or word.head == word.i:
            break
        word = tree.words[word.head]
    return finite_verb(tree, word.i)


def _negation(tree: Tree, head: int, own: list[int], lexicon: CertaintyWords, reading: Reading) -> None:
    group = _verbs_of(tree, head)
    ne = next((i for i in own if tree.words[i].low in ("ne", "n'") and tree.words[i].head in group), None)
    strong = [i for i in own if tree.words[i].low in lexicon.strong and _denies(tree, i, own, group)]
    if ne is None:
        alone = [i for i in strong if tree.words[i].low in lexicon.alone and _bound(tree, i, head, group)]
        if alone:
            reading.deny("negation", *alone)
        return
    strong = [i for i in strong if i > ne or tree.words[i].low not in ("plus", "point")]
    if strong:
        if not (
            _only(tree, strong[0])
            or (tree.words[strong[0]].low in ("pas", "plus") and _restricts(tree, strong[0], own))
        ):
            reading.deny("negation", ne, strong[0])
        else:
            reading.rules.append("not-only")
    elif any(tree.words[k].key in lexicon.bare and tree.words[k].i >= ne for k in group):
        reading.deny("negation", ne)
    elif any(tree.words[i].low in ("que", "qu'") for i in below(tree, head) if i > ne):
        reading.rules.append("restriction")


def _restricts(tree: Tree, at: int, own: list[int]) -> bool:
    """*n'a pas eu que des conséquences sportives*: behind the negation a *que* that opens no clause."""
    que = next((i for i in own if i > at and tree.words[i].low in ("que", "qu'")), None)
    if que is not None and tree.words[que - 1].low in (
        "autrement",
        "plus",
        "moins",
        "aussi",
        "même",
        "autre",
        "autant",
    ):
        return False  # a comparison: "autrement qu'avec les armes du droit"
    return que is not None and not any(i > que and "VerbForm=Fin" in tree.words[i].morph for i in own)


def _verbs_of(tree: Tree, head: int) -> set[int]:
    return {head, *(k.i for k in kids(tree, head, "aux", "cop"))}


def _denies(tree: Tree, i: int, own: list[int], group: set[int]) -> bool:
    """A negative word of this clause's verb: not the noun *point* or *personne* with an article, not *plus* in *plus
    de dix*.
    """
    word = tree.words[i]
    if word.low in ("point", "personne", "pas", "plus") and any(
        k.rel == "det" for k in map(tree.words.__getitem__, word.kids)
    ):
        return False
    if word.low in ("point", "pas") and word.pos == "NOUN":
        return False
    up = tree.words[word.head]
    infinitive = "VerbForm=Inf" in up.morph and up.i not in group
    if infinitive and any(tree.words[k].low in ("ne", "n'") for k in up.kids):
        return False
    if (
        word.low == "plus"
        and word.i + 1 < len(tree.words)
        and tree.words[i + 1].pos in ("ADJ", "ADV")
        and word.head not in group
    ):
        return False
    return not (word.low == "ni" and word.head in group and tree.words[word.head].rel == "conj" and False)


def _bound(tree: Tree, i: int, head: int, group: set[int]) -> bool:
    """Without *ne*, a negative word denies the clause only from right beside its verb or as its subject or object."""
    word = tree.words[i]
    if word.low in ("non",) and i + 1 < len(tree.words) and tree.words[i + 1].low in ("seulement", "plus", "-"):
        return False
    if word.head in group and word.rel in ("advmod", "cc", "discourse"):
        return not _only(tree, i) and (i > min(group) or tree.words[head].pos != "VERB" or word.low == "ni")
    up = tree.words[word.head]
    return (word.low.startswith(("aucun", "nul")) and up.head in group and up.rel in ("nsubj", "obj")) or (
        word.head == head and word.rel == "det"
    )


def _only(tree: Tree, i: int) -> bool:
    """*pas que*, *pas seulement*, *pas uniquement*."""
    following = tree.words[i + 1] if i + 1 < len(tree.words) else None
    if following is None:
        return False
    return following.low in ("seulement", "uniquement", "simplement") or (
        following.low in ("que", "qu'") and following.rel in ("advmod", "fixed", "case")
    )


def _mood(tree: Tree, head: int, finite: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    """Modal verbs, conditional and future."""
    word = next((k for k in kids(tree, head, "aux") if k.key in lexicon.modal), tree.words[head])
    modal = lexicon.modal.get(word.key)
    infinitive = any(
        k.rel in ("xcomp", "ccomp", "obj") and k.pos in ("VERB", "AUX", "ADJ", "NOUN")
        for k in map(tree.words.__getitem__, word.kids)
    )
    conditional, future = is_conditional(finite, lexicon), is_future(finite, lexicon)
    perfect = any(k.rel == "aux" for k in map(tree.words.__getitem__, word.kids))
    if modal and (infinitive or word.i != head) and word.pos in ("VERB", "AUX"):
        _modal(tree, word, modal, reading, conditional=conditional, future=future, perfect=perfect)
    elif word.key == "aller" and infinitive and "Tense=Pres" in finite.morph:
        reading.weaken("PR", "future", head)
    elif conditional:
        _conditional(tree, head, finite, reading)
    elif future:
        reading.weaken("PR", "future", finite.i)
    elif is_command(tree, head):
        reading.weaken("U", "command", finite.i)


def is_conditional(verb: Word, lexicon: CertaintyWords) -> bool:
    """Whether a finite verb is conditional, by its tag or by its ending."""
    return "Mood=Cnd" in verb.morph or _ends(verb, lexicon.conditional)


def is_future(verb: Word, lexicon: CertaintyWords) -> bool:
    """Whether a finite verb is future, by its tag or by its ending."""
    return "Tense=Fut" in verb.morph or _ends(verb, lexicon.future)


def _ends(verb: Word, endings: tuple[str, ...]) -> bool:
    if verb.pos not in ("VERB", "AUX") or "VerbForm=Part" in verb.morph or "VerbForm=Inf" in verb.morph:
        return False
    form = fold_words(verb.low)
    ending = next((e for e in endings if form.endswith(e)), None)
    if ending is None or len(form) - len(ending) < 2 or (verb.key in ("faire", "aller") and form in ("font", "vont")):
        return False
    stem = form[: -len(ending)]
    own = verb.key.removesuffix("er")
    return not (verb.key.endswith("er") and form.startswith(own) and stem + "r" == own)


def is_command(tree: Tree, head: int) -> bool:
    """Whether the clause commands: an imperative, or a first or second person without a subject at its start."""
    finite = finite_verb(tree, head)
    if "Mood=Imp" in finite.morph:
        return True
    word = tree.words[head]
    if word.rel not in ("root", "conj", "parataxis") or kids(tree, head, "nsubj", "csubj") or finite.i != head:
        return False
    start = tree.sentences[word.sentence][0]
    opens = all(
        tree.words[k].pos in ("PUNCT", "SPACE", "PRON", "CCONJ") or tree.words[k].low in ("ne", "n'")
        for k in range(start, head)
    )
    return finite.low.endswith(("ons", "ez")) and (opens or "Person=1" in finite.morph or "Person=2" in finite.morph)


def _modal(
    tree: Tree, word: Word, modal: str, reading: Reading, *, conditional: bool, future: bool, perfect: bool
) -> None:
    if modal == "possible":
        if perfect and not conditional:
            return  # "a pu rejoindre la rive": he did
        if not reading.positive:  # what cannot be is not; what could not be, hardly
            reading.weaken("PR" if conditional else "CT", "modal", word.i)
        else:
            reading.weaken("PS", "modal", word.i)
    elif (
        modal == "probable"
        or conditional
        or (
            any(k.rel == "xcomp" and kids(tree, k.i, "aux") for k in map(tree.words.__getitem__, word.kids))
            and not perfect
        )
    ):
        reading.weaken("PR", "modal", word.i)
    elif future:
        reading.weaken("PR", "future", word.i)


def _conditional(tree: Tree, head: int, finite: Word, reading: Reading) -> None:
    """Counterfactual with *si* and pluperfect, uncommitted with any other *si*, future in the past, or held at a
    distance.
    """
    if "Person=1" in finite.morph:
        return  # "je voudrais", "nous souhaiterions": only polite
    condition = next(
        (k for k in kids(tree, head, "advcl") if any(m.low in ("si", "s'") for m in kids(tree, k.i, "mark"))), None
    )
    past = finite.i != head and finite.key in ("avoir", "etre") and finite.rel == "aux"
    if condition is not None:
        before = finite_verb(tree, condition.i)
        if past and "Tense=Imp" in before.morph and before.i != condition.i:
            reading.deny("counterfactual", finite.i)
        else:
            reading.weaken("U", "hypothesis", finite.i)
    elif future_in_past(tree, head):
        reading.weaken("PR", "future", finite.i)
    else:
        reading.weaken("PS", "conditional", finite.i)


def future_in_past(tree: Tree, head: int) -> bool:
    """*a annoncé qu'il viendrait*: the conditional of a clause under a verb in the past."""
    word = tree.words[head]
    if word.rel not in ("ccomp", "conj", "csubj", "acl"):
        return False
    if not any(k.low in ("que", "qu'") for k in kids(tree, head, "mark")):
        return False
    past = finite_verb(tree, word.head)
    perfect = tree.words[word.head].i != past.i and past.rel == "aux" and past.key in ("avoir", "etre")
    return "Tense=Past" in past.morph or "Tense=Imp" in past.morph or perfect


def _beside_adjunct(tree: Tree, cues: list[int], finite: Word) -> bool:
    """*…, sans doute pour définir les besoins*: the phrase speaks of what follows it, not of the clause."""
    before, after = tree.words[max(0, cues[0] - 1)], tree.words[min(len(tree.words) - 1, cues[-1] + 1)]
    return cues[0] > finite.i and before.form in (",", "–", "—") and after.pos in ("ADP", "SCONJ")


def _elsewhere(tree: Tree, cues: list[int], own: list[int], finite: Word) -> bool:
    """Another finite verb stands between the phrase and the clause's own: the parser hung it too high."""
    low, high = sorted((cues[0], finite.i))
    held = set(own)
    return any("VerbForm=Fin" in tree.words[i].morph and i not in held for i in range(low + 1, high))


def _adverbs(tree: Tree, own: list[int], finite: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    """The strongest phrase of the clause; it goes before what mood alone says, not before *pouvoir*."""
    line, places = "", []
    for i in own:
        places.append((len(line), i))
        line += tree.words[i].low + " "
    line = f" {line}"
    for phrase, (degree, positive) in lexicon.adverbs.items():
        written = phrase.replace("'", "' ").replace("  ", " ")
        at = line.find(f" {written} ") if written != phrase else line.find(f" {phrase} ")
        if at < 0:
            continue
        cues = [i for start, i in places if at <= start < at + len(written)]
        if not cues or _beside_adjunct(tree, cues, finite) or _elsewhere(tree, cues, own, finite):
            continue
        if degree == "CT":
            return
        if set(reading.rules) <= {"conditional", "future", "negation", "restriction"}:
            reading.degree = "CT"
        reading.weaken(degree, "adverb", *cues)
        if not positive:
            reading.deny("adverb")
        return


def _alternative(tree: Tree, head: int, reading: Reading) -> None:
    """*Ou bien A, ou bien B*: neither clause is said to hold."""
    word = tree.words[head]
    linked = [k for k in kids(tree, head, "conj") if is_finite(tree, k.i)] if word.rel != "conj" else [word]
    for other in linked:
        cue = next((k for k in kids(tree, other.i, "cc") if k.low in ("ou", "soit")), None)
        if cue is not None and is_finite(tree, head):
            reading.weaken("PS", "alternative", cue.i)
            return


def _context(tree: Tree, head: int, lexicon: CertaintyWords, voices: VoiceWords, reading: Reading) -> None:
    """What the clause hangs on: its conjunction, a predicate over it, the author's own thinking or wishing."""
    word = tree.words[head]
    if word.rel == "conj":
        first = tree.words[word.head]
        if any(k.low in ("que", "qu'") for k in kids(tree, head, "mark")) or first.rel in ("ccomp", "csubj"):
            word = first
    if word.rel == "advcl" or (
        word.rel in ("acl", "conj", "parataxis", "root", "ccomp") and kids(tree, word.i, "mark")
    ):
        _conjunction(tree, word, lexicon, reading)
    if word.rel in ("ccomp", "csubj", "xcomp", "advcl") and word.head != word.i and word.rel != "advcl":
        _governor(tree, word, tree.words[word.head], lexicon, voices, reading)


def opening(tree: Tree, head: int, lexicon: CertaintyWords) -> str:
    """The words with which a subordinate clause opens, from the conjunction's first: `parce que le pont est `."""
    marks = [k for k in kids(tree, head, "mark", "advmod", "cc", "case") if k.i < head]
    if not marks:
        return ""
    first = min((m for m in marks if m.rel == "mark"), key=lambda m: m.i, default=marks[0]).i
    start = first
    while (
        start > 0
        and tree.words[start - 1].low in lexicon.before_que
        and tree.words[first].low in ("que", "qu'", "où", "si", "s'", "lors")
    ):
        start -= 1
    return " ".join(tree.words[i].low for i in range(start, min(len(tree.words), first + 5))) + " "


def subordinate_kind(tree: Tree, head: int, lexicon: CertaintyWords) -> tuple[str, str]:
    """`asserted`, `open` or `denied` with the conjunction that says so; empty strings where none opens the clause."""
    said = opening(tree, head, lexicon)
    best = ("", "")
    for kind, phrases in (("asserted", lexicon.asserted), ("open", lexicon.open), ("denied", lexicon.denied)):
        for phrase in phrases:
            if (
                said.startswith(phrase + " ") or (phrase.endswith("que") and said.startswith(phrase[:-1] + "' "))
            ) and len(phrase) > len(best[1]):
                best = (kind, phrase)
                break
    return best


def _conjunction(tree: Tree, word: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    kind, phrase = subordinate_kind(tree, word.i, lexicon)
    mark = next((k.i for k in kids(tree, word.i, "mark")), word.i)
    if kind == "open" and phrase in ("que", "qu'"):
        if word.rel == "root" and "Mood=Sub" in finite_verb(tree, word.i).morph:
            reading.weaken("U", "wish", mark)
        return
    if kind == "open" and not (phrase in ("si", "s'") and (_explains(tree, word) or _concedes(tree, word))):
        reading.weaken("U", "hypothesis", mark)
    elif kind == "denied":
        reading.deny("denied", mark)


def _concedes(tree: Tree, word: Word) -> bool:
    """*si le maire a été conquis, il regrette …*: a perfect after *si* concedes a fact, unless a past conditional
    follows.
    """
    finite = finite_verb(tree, word.i)
    perfect = finite.rel == "aux" and finite.key in ("avoir", "etre") and finite.dep != "aux:pass"
    if not perfect or word.head == word.i:
        return False
    main = finite_verb(tree, word.head)
    return "Tense=Imp" not in finite.morph or "Mood=Cnd" not in main.morph or main.rel != "aux"


def _explains(tree: Tree, word: Word) -> bool:
    """*si …, c'est que …*: the clause with *si* is no condition."""
    main = tree.words[word.head]
    start = max(word.i, tree.reach[word.i][1])
    following = [tree.words[i].low for i in range(start + 1, min(len(tree.words), start + 6))]
    return word.i < main.i and "c'" in following and ("que" in following or "qu'" in following or "parce" in following)


def _governor(tree: Tree, word: Word, up: Word, lexicon: CertaintyWords, voices: VoiceWords, reading: Reading) -> None:
    negated = any(tree.words[k].low in ("ne", "n'") for k in up.kids) or any(
        tree.words[k].low in ("peu", "guère", "pas") and tree.words[k].rel == "advmod" for k in up.kids
    )
    mark_si = any(k.low in ("si", "s'") for k in kids(tree, word.i, "mark"))
    if mark_si:
        reading.weaken("U", "open", up.i)
        return
    kind = verb_class(tree, up.i, voices)
    predicate = lexicon.predicates.get(up.key)
    impersonal = (
        up.pos in ("ADJ", "NOUN", "ADV")
        or any(k.rel == "expl" and k.low in ("il", "-il", "-t-il") for k in map(tree.words.__getitem__, up.kids))
        or word.rel == "csubj"
    )
    if predicate is not None and impersonal:
        _predicate(predicate, up, reading, negated=negated)
    elif kind is not None and not kind.factive:
        if negated and kind.name in ("think", "suspect"):
            reading.weaken("PR", "not-thought", up.i)
            reading.deny("not-thought")
        elif negated:
            reading.weaken("U", "not-said", up.i)
        elif any(k.low in ("je", "j'", "nous") for k in kids(tree, up.i, "nsubj")):
            _voice(kind, reading, up.i)
        elif kind.ceiling == "U":
            reading.weaken("U", kind.name, up.i)


def _predicate(predicate: str, up: Word, reading: Reading, *, negated: bool) -> None:
    if predicate == "certain":
        if negated and up.key not in ("doute", "rester", "demeurer"):
            reading.weaken("U", "predicate", up.i)
    elif predicate in ("probable", "possible"):
        reading.weaken("PR" if predicate == "probable" else "PS", "predicate", up.i)
        if negated:
            reading.deny("predicate")
    elif predicate == "improbable":
        reading.weaken("PR", "predicate", up.i)
        if not negated:
            reading.deny("predicate")
    elif predicate == "impossible":
        if negated:
            reading.weaken("PS", "predicate", up.i)
        else:
            reading.deny("predicate", up.i)
    elif predicate == "open":
        reading.weaken("U", "predicate", up.i)


def _voice(verb: VerbClass, reading: Reading, *cues: int) -> None:
    if verb.polarity == "-":
        reading.deny(verb.name, *cues)
    if verb.ceiling:
        reading.weaken(verb.ceiling, verb.name, *cues)
