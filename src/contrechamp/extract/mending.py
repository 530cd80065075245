"""A parsed text's words, and what the parser often takes wrongly, set right by what the words themselves show."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """One token: its UD labels, its place, and the words that hang on it (`kids`, in text order).

    `low` is the form in lower case with straight apostrophes, `bare` the folded form, `key` the folded lemma;
    `function` names the closed classes that it is in, by its form or its lemma (`function_words.toml` and `verbs.toml`
    of its language), none for most words;
    `rel` is the relation without its subtype (`nsubj` of `nsubj:pass`); `head` is its own index at a root.
    """

    i: int
    start: int
    end: int
    form: str
    low: str
    bare: str
    lemma: str
    key: str
    pos: str
    dep: str
    rel: str
    morph: str
    head: int
    sentence: int
    function: frozenset[str] = frozenset()
    kids: list[int] = field(default_factory=list)


def mend(words: list[Word]) -> None:
    """Hangs clauses, subjects and relative clauses where they belong. O(n)."""
    _free_clauses(words)
    _free_subjects(words)
    _close_relatives(words)


def _free_clauses(words: list[Word]) -> None:
    """Makes a clause of its own of what the parser took for a second subject, though it has subject and copula itself.

    *Elle est riche, mais depuis un an la ville ne construit rien*: the predicate *riche* is no subject of *construit*.
    """
    for word in words:
        if word.rel != "nsubj" or {"cop", "nsubj"} - {words[k].rel for k in word.kids}:
            continue
        if any(k > word.i and words[k].rel == "nsubj" for k in words[word.head].kids):
            word.dep = word.rel = "parataxis"


def _free_subjects(words: list[Word]) -> None:
    """Gives a second verb without a subject the noun that stands right before it behind an *et*, where the parser took
    that for one more object of the first: *Le maire a fermé le pont et la préfète l'a rouvert*.
    """
    for verb in words:
        if verb.rel != "conj" or verb.pos not in ("VERB", "AUX") or not verb.kids:
            continue
        if {words[k].rel for k in verb.kids} & {"nsubj", "csubj", "cc", "mark", "expl"}:
            continue
        group = [verb, *(words[k] for k in verb.kids if words[k].rel in ("aux", "cop"))]
        finite = next((w for w in group if "VerbForm=Fin" in w.morph), None)
        low = min(verb.i, verb.kids[0])
        noun = words[low - 1] if low else verb
        if finite is None or noun.rel != "conj" or noun.pos not in ("NOUN", "PROPN") or noun.head >= noun.i:
            continue
        joint = next((words[k] for k in noun.kids if words[k].rel == "cc"), None)
        agrees = _mark(noun, "Number") in ("", _mark(finite, "Number"))
        if joint is None or not agrees or not verb.head < words[noun.head].i < joint.i:
            continue
        _hang(words, noun, verb, "nsubj")
        _hang(words, joint, verb, "cc")


def _hang(words: list[Word], word: Word, head: Word, rel: str) -> None:
    words[word.head].kids.remove(word.i)
    word.head, word.dep, word.rel = head.i, rel, rel
    head.kids[:] = sorted([*head.kids, word.i])


def _mark(word: Word, kind: str) -> str:
    """The value of one morphological feature of a word; empty where it has none."""
    return next((part.partition("=")[2] for part in word.morph.split("|") if part.startswith(f"{kind}=")), "")


def _close_relatives(words: list[Word]) -> None:
    """Makes a relative clause of what the parser took for the main one, and the predicate behind it the main one.

    *La raison pour laquelle il ne quitte pas la ville est la peur*: what quits is *il*; the reason is the fear.
    """
    for verb in words:
        subjects = [words[k] for k in verb.kids if words[k].rel == "nsubj"]
        said = next((words[k] for k in verb.kids if _is_predicate(words, words[k], verb)), None)
        if len(subjects) != 2 or said is None or not subjects[0].i < subjects[1].i < verb.i:
            continue
        between = (words[k] for k in verb.kids if subjects[0].i < k < subjects[1].i)
        if not any(word.function & {"which", "whose", "where"} for word in between):
            continue
        topic, root = subjects[0], verb.head == verb.i
        _hang(words, topic, said, "nsubj")
        for mark in [words[k] for k in verb.kids if k > said.i]:
            _hang(words, mark, said, mark.rel)
        verb.kids.remove(said.i)
        said.head, said.dep, said.rel = (said.i if root else verb.head), verb.dep, verb.rel
        if not root:
            above = words[verb.head]
            above.kids[:] = sorted([k for k in above.kids if k != verb.i] + [said.i])
        verb.head, verb.dep, verb.rel = topic.i, "acl:relcl", "acl"
        topic.kids[:] = sorted([*topic.kids, verb.i])


def _is_predicate(words: list[Word], word: Word, verb: Word) -> bool:
    """Whether a word behind a verb has a copula before it and no subject."""
    if word.i < verb.i or word.rel not in ("parataxis", "conj"):
        return False
    rels = {words[k].rel for k in word.kids}
    return "cop" in rels and "nsubj" not in rels
