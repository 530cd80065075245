"""What denies a clause: *ne … pas*, *aucun*, *jamais*, *ni … ni*; and what only seems to (*ne … que*)."""

from __future__ import annotations

from contrechamp.extract.certainty.reading import Reading
from contrechamp.extract.certainty.words import CertaintyWords
from contrechamp.extract.tree import Tree, below, kids


def negation(tree: Tree, head: int, own: list[int], lexicon: CertaintyWords, reading: Reading) -> None:
    """Turns the polarity of the clause where one of its own words denies it."""
    group = _verbs_of(tree, head)
    ne = next((i for i in own if "negator" in tree.words[i].function and tree.words[i].head in group), None)
    strong = [i for i in own if tree.words[i].low in lexicon.strong and _denies(tree, i, own, group)]
    if ne is None:
        alone = [i for i in strong if tree.words[i].low in lexicon.alone and _bound(tree, i, head, group)]
        if alone:
            reading.deny("negation", *alone)
        return
    strong = [i for i in strong if i > ne or not tree.words[i].function & {"no-more", "not-at-all"}]
    if strong:
        if not (
            _only(tree, strong[0])
            or (tree.words[strong[0]].function & {"not", "no-more"} and _restricts(tree, strong[0], own, group))
        ):
            reading.deny("negation", ne, strong[0])
        else:
            reading.rules.append("not-only")
    elif any(tree.words[k].key in lexicon.bare and tree.words[k].i >= ne for k in group):
        reading.deny("negation", ne)
    elif any("that" in tree.words[i].function for i in below(tree, head) if i > ne):
        reading.rules.append("restriction")


def averted(tree: Tree, head: int, lexicon: CertaintyWords, reading: Reading) -> None:
    """Turns the polarity where the verb itself says that what follows did not happen: *a failli tomber*."""
    if tree.words[head].key in lexicon.averted and any(
        "VerbForm=Inf" in k.morph and k.i > head for k in kids(tree, head, "xcomp", "ccomp", "acl", "advcl")
    ):
        reading.deny("averted", head)


def _restricts(tree: Tree, at: int, own: list[int], group: set[int]) -> bool:
    """*n'a pas eu que des amis*: a *que* that opens no clause, right behind the negation or its verb; further on it
    compares (*pas au même prix que*).
    """
    que = next((i for i in own if i > at and "that" in tree.words[i].function), None)
    if que is None or (que - 1 != at and (que - 1 not in group or tree.words[que - 1].pos not in ("VERB", "AUX"))):
        return False
    return not any(i > que and "VerbForm=Fin" in tree.words[i].morph for i in own)


def _verbs_of(tree: Tree, head: int) -> set[int]:
    return {head, *(k.i for k in kids(tree, head, "aux", "cop"))}


def _denies(tree: Tree, i: int, own: list[int], group: set[int]) -> bool:
    """A negative word of this clause's verb: not the noun *point* or *personne* with an article, not *plus* in *plus
    de dix*.
    """
    word = tree.words[i]
    if word.function & {"not", "not-at-all", "no-more", "nobody"} and any(
        k.rel == "det" for k in map(tree.words.__getitem__, word.kids)
    ):
        return False
    if word.function & {"not", "not-at-all"} and word.pos == "NOUN":
        return False
    up = tree.words[word.head]
    infinitive = "VerbForm=Inf" in up.morph and up.i not in group
    if infinitive and any("negator" in tree.words[k].function for k in up.kids):
        return False
    following = tree.words[i + 1] if i + 1 < len(tree.words) else word
    if i - 1 in group and any("negator" in tree.words[k].function for k in range(max(0, i - 3), i - 1)):
        return True  # "ne seront plus forcément obligées", though *plus* hangs on the adverb
    return not ("no-more" in word.function and following.pos in ("ADJ", "ADV") and word.head not in group)


def _bound(tree: Tree, i: int, head: int, group: set[int]) -> bool:
    """Without *ne*, a negative word denies the clause only from right beside its verb or as its subject or object."""
    word = tree.words[i]
    following = tree.words[i + 1] if i + 1 < len(tree.words) else word
    if "non" in word.function and (following.function & {"only", "no-more"} or following.form == "-"):
        return False
    if word.head in group and word.rel in ("advmod", "cc", "discourse"):
        return not _only(tree, i) and (i > min(group) or tree.words[head].pos != "VERB" or "nor" in word.function)
    up = tree.words[word.head]
    return ("no" in word.function and up.head in group and up.rel in ("nsubj", "obj")) or (
        word.head == head and word.rel == "det"
    )


def _only(tree: Tree, i: int) -> bool:
    """*pas que*, *pas seulement*, *pas uniquement*."""
    following = tree.words[i + 1] if i + 1 < len(tree.words) else None
    if following is None:
        return False
    return "only" in following.function or (
        "that" in following.function and following.rel in ("advmod", "fixed", "case")
    )
