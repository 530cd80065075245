"""What somebody is said to be, learned beside his name, and whether a later description can mean him."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from contrechamp.extract.actors.lexicon import inflect
from contrechamp.extract.actors.referents import Referent
from contrechamp.extract.actors.scene import determiner_of
from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.lang import read_list, read_toml
from contrechamp.text.fold import fold_words

_BESIDE = 16  # words from what somebody is to his name
_STEM = 7  # letters by which words of one family are told
_DEFINITE = frozenset({"definite", "demonstrative", "of-the", "to-the"})
_COMPLEMENT = frozenset({"of", "of-the", "to", "to-the", "in", "for", "at-home-of"})
DEMONYM = "*"
"""The lemma of whoever is told by where he is from."""


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The nouns for people and kinds of organisations: form to (lemma, gender, number), and what may stand for what."""

    forms: dict[str, tuple[str, str, str]]
    wider: dict[str, frozenset[str]]
    anybody: frozenset[str]
    related: frozenset[str]
    callings: frozenset[str]
    children: frozenset[str]
    grown: int
    media: frozenset[str]
    ages: dict[str, tuple[int, int]]
    kinds: dict[str, str]
    demonyms: tuple[str, ...]
    years: frozenset[str]
    last: dict[str, tuple[str, str]]
    topic: dict[str, tuple[str, str]]
    other: frozenset[str]
    replies: frozenset[str]
    goes_on: frozenset[str]
    negations: frozenset[str]
    strangers: frozenset[str]
    alias: frozenset[str]
    offices: dict[str, frozenset[str]]
    prefixes: tuple[str, ...]
    honours: frozenset[str]
    epicene: frozenset[str]
    trade_ends: tuple[str, ...]
    things: frozenset[str]
    gendered: frozenset[str]
    again: frozenset[str]
    relative: dict[str, tuple[str, str]]
    clauses: frozenset[str]
    reactions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that may take somebody up: its noun, lemma, gender and number, what stands behind it, an age.

    `sure` tells that its form or its article shows the gender, which the tagger may get wrong (*porte-parole*);
    `pointed` that *ce* or *cette* stands before it.
    """

    at: int
    lemma: str
    gender: str
    number: str
    about: frozenset[str]
    age: int | None
    definite: bool
    determined: bool
    sure: bool = True
    pointed: bool = False


@cache
def role_words(language: str) -> RoleWords:
    """The words of roles of `language`. Raises UnknownLanguage, DataMissing."""
    data, actors = read_toml(language, "roles"), read_toml(language, "actors")
    forms: dict[str, tuple[str, str, str]] = {}
    offices = [pair for pairs in actors["offices"].values() for pair in pairs]
    people = [*data["persons"]["any"], *data["wider"], *offices, *actors["functions"]["words"]]
    plain = [word for words in data["wider"].values() for word in words]
    voices = read_toml(language, "voices")["speakers"]
    spoken = voices["persons"]
    for pair in (*people, *read_list(language, "human_nouns"), *plain, *data["persons"]["related"], *spoken):
        lemma = fold_words(pair.split("/", 1)[0])
        for said, gender, number in inflect(pair):
            forms.setdefault(fold_words(said), (lemma, gender if "/" in pair else "", number))
    kinds = {fold_words(word): fold_words(word) for word in data["organisations"]["kinds"]}
    kinds |= {fold_words(word): fold_words(word) for word in data["organisations"]["wider"]}
    return RoleWords(
        forms,
        _wider({**data["wider"], **data["organisations"]["wider"]}),
        _lemmas(data["persons"]["any"]) | {DEMONYM},
        _lemmas(data["persons"]["related"]),
        _callings(data["persons"]["callings"], _wider(data["wider"])),
        _lemmas(data["persons"]["children"]),
        data["persons"]["grown"],
        _lemmas(data["organisations"]["media"]),
        {fold_words(word): (span[0], span[1]) for word, span in data["ages"].items()},
        kinds,
        tuple(data["persons"]["demonym_ends"]),
        frozenset(data["reference"]["years"]),
        {fold_words(form): (marks[0], marks[1]) for form, marks in data["reference"]["last"].items()},
        {fold_words(form): (marks[0], marks[1]) for form, marks in data["reference"]["topic"].items()},
        frozenset(map(fold_words, data["reference"]["other"])),
        frozenset(map(fold_words, data["reference"]["replies"])),
        frozenset(map(fold_words, data["reference"]["goes_on"])),
        frozenset(map(fold_words, data["reference"]["negations"])),
        _lemmas(data["persons"]["strangers"]),
        frozenset(map(fold_words, data["reference"]["alias"])),
        {office: frozenset(map(fold_words, called)) for office, called in data["leaders"].items()},
        tuple(map(fold_words, data["persons"]["prefixes"])),
        _lemmas(data["persons"]["honours"]),
        _lemmas([*data["persons"]["epicene"], *data["persons"]["honours"]]),
        tuple(data["persons"]["trade_ends"]),
        frozenset(map(fold_words, (*voices["documents"], *voices["institutions"]))),
        _lemmas(data["persons"]["gendered"]),
        frozenset(map(fold_words, data["organisations"]["again"])),
        {fold_words(form): (marks[0], marks[1]) for form, marks in data["reference"]["relative"].items()},
        frozenset(map(fold_words, data["reference"]["clauses"])),
        frozenset(map(fold_words, data["reference"]["reactions"])),
    )


def _wider(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {fold_words(word.split("/", 1)[0]): frozenset(map(fold_words, held)) for word, held in table.items()}


def _callings(heads: Iterable[str], wider: dict[str, frozenset[str]]) -> frozenset[str]:
    """Words for what somebody does for a living, before the public: the heads, and what they may stand for."""
    found = _lemmas(heads)
    return found.union(*(wider.get(head, frozenset()) for head in found))


def _lemmas(pairs: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_words(pair.split("/", 1)[0]) for pair in pairs)


# ---------------------------------------------------------------- reading a noun phrase


def read_description(tree: Tree, word: Word, language: str) -> Description | None:
    """What a noun says of a person or organisation; None for any other noun."""
    if word.pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    words = role_words(language)
    bare = word.bare.removeprefix("ex-")
    known = words.forms.get(bare) or words.forms.get(word.key.removeprefix("ex-"))
    if known is None and bare.startswith(words.prefixes):  # neuroscientifique
        known = next((f for p in words.prefixes if bare.startswith(p) and (f := words.forms.get(bare[len(p) :]))), None)
    if known is None and word.key in words.kinds:
        known = words.kinds[word.key], "", ""
    if known is None and _of_somewhere(tree, word, words):
        known = DEMONYM, "", ""
    if known is None or (word.pos == "ADJ" and word.rel not in ("nsubj", "obj", "root", "appos")):
        return None
    determiner = determiner_of(tree, word.i)
    told = determiner.function if determiner is not None else frozenset[str]()
    elided = "elided-definite" in told
    feminine = "feminine" in told or known[1] == "f"
    masculine = "masculine" in told or (known[1] == "m" and (elided or determiner is None))
    hidden = elided and not known[1] and word.bare.endswith("e") and known[0] not in words.anybody
    gender = "f" if feminine else "m" if masculine else "" if hidden else _tagged(word)  # "l'édile" is either
    gender = "" if known[0] in words.epicene else gender
    number = "p" if "plural" in told else known[2] or _number(word)
    about, age = about_of(tree, word), age_beside(tree, word, words)
    definite = bool(told & _DEFINITE) or (known[0] in words.honours and determiner is not None)  # Sa Sainteté
    sure = bool(gender) and (feminine or masculine or known[0] in words.gendered)
    here = "demonstrative" in told and "plural" not in told
    return Description(word.i, known[0], gender, number, about, age, definite, determiner is not None, sure, here)


def guess_description(tree: Tree, word: Word, language: str) -> Description | None:
    """What a noun that no list knows says of a person who speaks: *le forain*, *ce magasinier de 59 ans*.

    Told by its ending, as trades are, or by an age beside it; None for everything else, and for what is read.
    """
    words, determiner = role_words(language), determiner_of(tree, word.i)
    told = determiner.function if determiner is not None else frozenset[str]()
    alone = told & {"definite", "demonstrative"} and "plural" not in told
    if word.pos not in ("NOUN", "ADJ") or not alone or _number(word) == "p":
        return None
    about, age = about_of(tree, word), age_beside(tree, word, words)
    if word.key in words.things or (age is None and (about or not word.bare.endswith(words.trade_ends))):
        return None
    gender = "" if "elided-definite" in told else "f" if "feminine" in told else "m"
    return Description(word.i, word.key, gender, "s", about, age, True, True, bool(gender), "demonstrative" in told)


def _of_somewhere(tree: Tree, word: Word, words: RoleWords) -> bool:
    """*l'Américaine*, *le Lyonnais*: somebody by where he is from."""
    if not word.form[0].isupper() or word.i == 0 or not word.bare.endswith(words.demonyms):
        return False
    after = tree.words[word.i + 1 : word.i + 2]
    article = tree.words[word.i - 1]
    alone = not any(w.form[:1].isupper() and w.pos in ("PROPN", "NOUN") for w in after)
    return article.pos == "DET" and "definite" in article.function and "plural" not in article.function and alone


def _tagged(word: Word) -> str:
    return "m" if "Gender=Masc" in word.morph else "f" if "Gender=Fem" in word.morph else ""


def _number(word: Word) -> str:
    return "p" if "Number=Plur" in word.morph else "s"


def about_of(tree: Tree, word: Word) -> frozenset[str]:
    """The names and nouns behind a noun that say which one it is: *Lens* in *le maire de Lens*; ages left out."""
    found, waiting = set(), [kid for kid in word.kids if kid > word.i]
    while waiting:
        kid = tree.words[waiting.pop()]
        if kid.rel in ("nmod", "obl") and kid.pos in ("NOUN", "PROPN") and kid.key not in ("an", "annee"):
            case = next(iter(kids(tree, kid.i, "case")), None)
            if case is not None and case.function & _COMPLEMENT:
                found.add(kid.bare)
                waiting += [k for k in kid.kids if k > kid.i]
        elif kid.rel in ("flat", "conj") and kid.pos in ("PROPN", "NOUN") and found:
            found.add(kid.bare)
    return frozenset(found)


def age_beside(tree: Tree, word: Word, words: RoleWords) -> int | None:
    """The age told right behind a name or noun: *de 34 ans*, *, 34 ans*, *âgé de 34 ans*, *(34 ans)*."""
    for i in range(word.i + 1, min(word.i + 8, len(tree.words) - 1)):
        here = tree.words[i]
        if here.form.isdigit() and len(here.form) < 4 and tree.words[i + 1].low in words.years:
            return int(here.form)
        if here.pos in ("VERB", "AUX") and here.key not in ("age", "ager"):
            return None
    return None


# ---------------------------------------------------------------- learning


def learn(tree: Tree, who: Referent, first: int, last: int, root: int, language: str) -> None:
    """Adds to `who` what the words around its name (words `first` to `last`, inclusive) say that it is."""
    words = role_words(language)
    for noun in _said_of(tree, first, last, root):
        one = read_description(tree, noun, language)
        if one is None or (one.gender and who.gender and one.gender != who.gender):
            continue
        if who.person == (one.lemma in words.kinds):
            continue
        who.roles.add(one.lemma)
        who.about |= one.about
        who.gender = who.gender or (one.gender if who.person and one.sure else "")
    if who.person and who.age is None:
        who.age = age_beside(tree, tree.words[last], words)
    if not who.person:
        head = words.kinds.get(tree.words[first].bare)
        if head is not None:
            who.roles.add(head)


def _said_of(tree: Tree, first: int, last: int, root: int) -> Iterator[Word]:
    """The nouns in apposition to a name, before it, behind it, or said of it with *être*."""
    words = tree.words
    if words[root].pos == "NOUN":  # the name holds what he is: le maire de Lens, Paul Martin
        yield words[root]
        yield from (k for k in kids(tree, root, "conj") if k.pos == "NOUN" and k.i <= last)
    head = words[words[root].head]
    held = words[root].rel == "nmod" and bool(kids(tree, root, "case"))  # l'animatrice de l'émission
    near = head.pos == "NOUN" and 0 < first - head.i < _BESIDE and not colon_between(tree, head.i, first)
    if words[root].rel in ("flat", "appos", "nmod") and near and not held:
        yield head
        yield from (k for k in kids(tree, head.i, "conj") if k.pos == "NOUN" and k.i < first)
    before = first - 1
    while before >= 0 and words[before].pos in ("ADJ",) and first - before < 3:
        before -= 1
    if before >= 0 and words[before].pos == "NOUN" and words[before].i != head.i:
        yield words[before]
    for kid in kids(tree, root, "appos"):
        if kid.pos in ("NOUN", "ADJ") and kid.i > last and not colon_between(tree, last, kid.i):
            yield kid
    yield from _behind(tree, last)
    if words[root].rel == "nsubj" and head.pos in ("NOUN", "ADJ") and kids(tree, head.i, "cop"):
        yield head


def colon_between(tree: Tree, low: int, high: int) -> bool:
    """Whether a colon stands between two words: *Disparition de X : le gardien parle* calls nobody a guard."""
    return high - low <= _BESIDE and any(word.form == ":" for word in tree.words[low + 1 : high])


def _behind(tree: Tree, last: int) -> Iterator[Word]:
    """The first noun behind a comma or bracket that follows a name: *Anne X, ancienne ministre*."""
    words = tree.words
    if last + 1 >= len(words) or words[last + 1].form not in (",", "("):
        return
    for i in range(last + 2, min(last + 9, len(words))):
        word = words[i]
        if word.pos == "NOUN" and word.low not in ("ans", "an"):
            if i + 1 < len(words) and not (i == last + 2 and words[i + 1].pos == "PROPN"):
                yield word
            return
        if word.pos not in ("DET", "ADJ", "NUM", "PUNCT", "NOUN") or word.form in ("«", '"', ".", ":"):
            return


# ---------------------------------------------------------------- fitting


def fits(one: Description, who: Referent, words: RoleWords) -> int:
    """How a description fits what is known of `who`: 3 the same role, 2 a wider one or the age, 1 a narrower one, 0
    not. The gender of an organisation is that of the word for it, so it tells nothing.
    """
    if who.number != one.number or (who.person and one.gender and who.gender and one.gender != who.gender):
        return 0
    if one.about and who.about and not alike(one.about, who.about):
        return 0
    span = words.ages.get(one.lemma) or ((one.age, one.age) if one.age is not None else None)
    if span is not None and who.age is not None:
        return 2 if span[0] <= who.age <= span[1] else 0
    if one.lemma in who.roles or (one.lemma in who.listed and not one.about):
        return 3
    if words.wider.get(one.lemma, frozenset()) & who.roles:
        return 2
    return 1 if any(one.lemma in words.wider.get(role, frozenset()) for role in who.roles) else 0


def related(left: set[str], right: set[str], words: RoleWords) -> bool:
    """Whether one of two sets of roles holds a role of the other, or a wider word for one."""
    if left & right:
        return True
    return any(words.wider.get(a, frozenset()) & right for a in left) or any(
        words.wider.get(b, frozenset()) & left for b in right
    )


def alike(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether complements share a word or its stem: *à la présidence*, *à la présidentielle*."""
    stems = {word[:_STEM] for word in right}
    return any(word[:_STEM] in stems for word in left)


def conflicts(one: Description, who: Referent, words: RoleWords) -> bool:
    """Whether what is known of `who` makes the description somebody else's."""
    if who.number != one.number or (one.gender and who.gender and one.gender != who.gender):
        return True
    if one.about and who.about and not alike(one.about, who.about):
        return True
    span = words.ages.get(one.lemma) or ((one.age, one.age) if one.age is not None else None)
    if span is not None and who.age is not None and not span[0] <= who.age <= span[1]:
        return True
    if span is None and who.age is not None and who.age < words.grown and one.lemma not in words.children:
        return True  # a girl of nine is no guard
    held = who.roles - words.anybody - words.related
    return not one.pointed and one.lemma not in words.anybody and bool(held) and not fits(one, who, words)


def only(found: Sequence[Referent]) -> Referent | None:
    """The one referent among several; None where there is none or more than one."""
    return found[0] if len({id(one) for one in found}) == 1 else None


def reference_table(language: str) -> dict[str, Any]:
    """The words that point back, as the data has them."""
    return dict(read_toml(language, "roles")["reference"])
