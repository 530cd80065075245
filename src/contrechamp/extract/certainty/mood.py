"""What mood, tense and modal verbs say of certainty: conditional, future, *pouvoir*, *devoir*, commands."""

from __future__ import annotations

from contrechamp.extract.certainty.reading import Reading
from contrechamp.extract.certainty.words import CertaintyWords
from contrechamp.extract.tree import Tree, Word, below, finite_verb, kids
from contrechamp.text.fold import fold_words


def mood(tree: Tree, head: int, finite: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    """Modal verbs, conditional and future."""
    word = next((k for k in kids(tree, head, "aux") if k.key in lexicon.modal), tree.words[head])
    modal = lexicon.modal.get(word.key)
    infinitive = any(
        k.rel in ("xcomp", "ccomp", "obj") and k.pos in ("VERB", "AUX", "ADJ", "NOUN") and not _thing(tree, k)
        for k in map(tree.words.__getitem__, word.kids)
    )
    conditional, future = is_conditional(finite, lexicon), is_future(finite, lexicon)
    perfect = any(k.rel == "aux" for k in map(tree.words.__getitem__, word.kids))
    infinitive = infinitive or word.key in lexicon.seeming  # whatever stands behind it: "semblent en bonne santé"
    if modal and (infinitive or word.i != head) and word.pos in ("VERB", "AUX"):
        _modal(tree, word, modal, lexicon, reading, conditional=conditional, future=future, perfect=perfect)
    elif "going-to" in word.function and infinitive and "Tense=Pres" in finite.morph:
        reading.weaken("PR", "future", head)
    elif conditional:
        _conditional(tree, head, finite, lexicon, reading)
    elif future:
        reading.weaken("PR", "future", finite.i)
    elif is_command(tree, head):
        reading.weaken("U", "command", finite.i)


def _past_infinitive(tree: Tree, word: Word) -> bool:
    """*doit avoir oublié*, which guesses; not *doit être décidé*, which obliges."""
    return any(k.dep != "aux:pass" for k in kids(tree, word.i, "aux"))


def _thing(tree: Tree, word: Word) -> bool:
    """A noun with an article: *risque la prison* is no *risque de tomber*."""
    return word.pos == "NOUN" and word.rel == "obj" and bool(kids(tree, word.i, "det", "nummod"))


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
    if ending is None or len(form) - len(ending) < 2:
        return False
    if verb.key.startswith(form):
        return False  # "paraît", the beginning of its own infinitive
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
        tree.words[k].pos in ("PUNCT", "SPACE", "PRON", "CCONJ") or "negator" in tree.words[k].function
        for k in range(start, head)
    )
    return finite.low.endswith(("ons", "ez")) and (opens or "Person=1" in finite.morph or "Person=2" in finite.morph)


def _modal(  # noqa: PLR0913  (all that is known of one modal verb)
    tree: Tree,
    word: Word,
    modal: str,
    lexicon: CertaintyWords,
    reading: Reading,
    *,
    conditional: bool,
    future: bool,
    perfect: bool,
) -> None:
    if modal == "possible":
        if perfect and not conditional:
            return  # "a pu rejoindre la rive": he did
        if not reading.positive:  # what cannot be is not; what could not be, hardly
            reading.weaken("PR" if conditional else "CT", "modal", word.i)
        else:
            reading.weaken("PS", "modal", word.i)
    elif modal == "obligation" and not conditional and not future and not perfect and _planned(tree, word, lexicon):
        reading.weaken("PR", "plan", word.i)
    elif modal == "obligation" and conditional and perfect:
        reading.deny("counterfactual", word.i)  # "aurait dû partir": he did not
    elif (
        modal == "probable"
        or conditional
        or (
            any(k.rel == "xcomp" and _past_infinitive(tree, k) for k in map(tree.words.__getitem__, word.kids))
            and not perfect
        )
    ):
        reading.weaken("PR", "modal", word.i)
    elif future:
        reading.weaken("PR", "future", word.i)


def _conditional(tree: Tree, head: int, finite: Word, lexicon: CertaintyWords, reading: Reading) -> None:
    """Counterfactual with *si* and pluperfect, uncommitted with any other *si*, future in the past, or held at a
    distance.
    """
    if "Person=1" in finite.morph:
        return  # "je voudrais", "nous souhaiterions": only polite
    condition = next(
        (k for k in kids(tree, head, "advcl") if any("if" in m.function for m in kids(tree, k.i, "mark"))), None
    )
    past = finite.i != head and "auxiliary" in finite.function and finite.rel == "aux"
    if condition is not None:
        before = finite_verb(tree, condition.i)
        if past and "Tense=Imp" in before.morph and before.i != condition.i:
            reading.deny("counterfactual", finite.i)
        else:
            reading.weaken("U", "hypothesis", finite.i)
    elif past and _supposed(tree, head, finite, lexicon):
        reading.weaken("U", "hypothesis", finite.i)
    elif future_in_past(tree, head) and not (past and finite.dep != "aux:pass"):
        reading.weaken("PR", "future", finite.i)
    else:
        reading.weaken("PS", "conditional", finite.i)


def _planned(tree: Tree, word: Word, lexicon: CertaintyWords) -> bool:
    """*doit s'ouvrir lundi*, *devait s'ouvrir*: what is, or was, to take place."""
    finite = finite_verb(tree, word.i)
    if word.key not in lexicon.future_modals or not ("Tense=Pres" in finite.morph or "Tense=Imp" in finite.morph):
        return False
    verb = next(iter(kids(tree, word.i, "xcomp", "ccomp")), tree.words[word.head])
    return verb.key in lexicon.planned or ("Person=3" in finite.morph and _dated(tree, word, verb, lexicon))


def _dated(tree: Tree, modal: Word, verb: Word, lexicon: CertaintyWords) -> bool:
    """Whether a day is given for what is to be done, and no term to do it: *lundi*, not *avant lundi*."""
    beside = [i for k in kids(tree, modal.i, "obl", "advmod") for i in below(tree, k.i)]
    places = [*(i for i in below(tree, verb.i) if i > verb.i), *beside]
    days = [tree.words[i] for i in places if tree.words[i].bare in lexicon.days]
    return any(not any(w.low in lexicon.terms for w in tree.words[max(0, d.i - 3) : d.i]) for d in days)


def _supposed(tree: Tree, head: int, finite: Word, lexicon: CertaintyWords) -> bool:
    """*Sans eux, le village aurait brûlé*, *il s'en serait bien passé*: what would have been."""
    opens = any(tree.words[i].low in lexicon.supposing for i in below(tree, head) if i < finite.i)
    return opens or any(tree.words[i].low in lexicon.wishing for i in range(finite.i + 1, head))


def future_in_past(tree: Tree, head: int) -> bool:
    """*a annoncé qu'il viendrait*: the conditional of a clause under a verb in the past."""
    word = tree.words[head]
    if word.rel not in ("ccomp", "conj", "csubj", "acl"):
        return False
    if not any("that" in k.function for k in kids(tree, head, "mark")):
        return False
    past = finite_verb(tree, word.head)
    perfect = tree.words[word.head].i != past.i and past.rel == "aux" and "auxiliary" in past.function
    if "Mood=Cnd" in past.morph:
        return False  # "aurait dit qu'il viendrait": hearsay, all of it
    return "Tense=Past" in past.morph or "Tense=Imp" in past.morph or perfect
