"""Who is meant where it stands: one mention, and whether the name of a place stands for a power."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from contrechamp.extract.actors.lexicon import offices, slug
from contrechamp.extract.actors.names import Named, gender_of, title_gender
from contrechamp.extract.tree import Tree, Word, word_at
from contrechamp.lang import read_toml
from contrechamp.model import Actor, ActorKind, Via
from contrechamp.text.fold import fold_words


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where it is mentioned: characters, who, by what kind of words, and the word on which the others hang.

    `gender` is `m`, `f` or empty, `number` `s` or `p`: what a pronoun must agree with.
    """

    start: int
    end: int
    key: str
    name: str
    kind: ActorKind
    via: Via
    root: int
    gender: str = ""
    number: str = "s"


def mention_names(named: list[Named], tree: Tree, language: str) -> list[Mention]:
    """The mentions by name, one for each name; capitals and buildings told apart into powers and places."""
    return [_mention(one, tree, language) for one in named]


def _mention(one: Named, tree: Tree, language: str) -> Mention:
    root = root_of(tree, one.start, one.end)
    form = one.entry.form if one.entry else ""
    if form in ("capital", "seat"):
        if acts(tree, root, seat=form == "seat", language=language):
            return Mention(one.start, one.end, one.key, one.name, one.kind, Via.METONYMY, root, one.gender, one.number)
        said = _place_name(one, tree)
        return Mention(one.start, one.end, f"place:{slug(said)}", said, ActorKind.PLACE, Via.NAME, root)
    gender = one.gender or (
        gender_of(one.name, language) if one.kind is ActorKind.PERSON else _article_gender(tree, root)
    )
    return Mention(one.start, one.end, one.key, one.name, one.kind, Via.NAME, root, gender, one.number)


def _place_name(one: Named, tree: Tree) -> str:
    """The place as the list writes it: Kyiv and Kiev stay two spellings of the text's own words."""
    return one.entry.said if one.entry else tree.text[one.start : one.end]


def _article_gender(tree: Tree, root: int) -> str:
    for kid in tree.words[root].kids:
        word = tree.words[kid]
        if word.pos == "DET" and "definite" in word.function and word.function & {"masculine", "feminine"}:
            return "m" if "masculine" in word.function else "f"
    return ""


def root_of(tree: Tree, start: int, end: int) -> int:
    """The word between two characters that the others between them hang on."""
    first, last = word_at(tree, start), word_at(tree, end - 1)
    inside = range(first, last + 1)
    return next((i for i in inside if tree.words[i].head not in inside or tree.words[i].head == i), first)


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "actors")["metonymy"][name])


def acts(tree: Tree, root: int, *, seat: bool, language: str) -> bool:
    """Whether the name of a place at word `root` stands for the power that governs from there.

    A subject or object acts; after a preposition it depends on that, and after *de* and *à* on the word before.
    """
    word = tree.words[root]
    for _ in range(20):  # coordinated names follow the first: Moscou, Pékin et Téhéran
        if word.dep != "conj" or tree.words[word.head].pos not in ("PROPN", "NOUN"):
            break
        if _prepositions(tree, word, language):
            break
        word = tree.words[word.head]
    prepositions = _prepositions(tree, word, language)
    clauses = ("acl:relcl", "advcl:cleft")  # *Washington, qui oppose …* and *c'est Washington qui oppose …*
    if any(tree.words[k].dep in clauses and tree.words[k].i > root for k in word.kids) and _who(tree, root):
        return True
    if not prepositions:
        if _in_brackets(tree, root):
            return False
        return seat or word.dep in _words(language, "agent_relations") or _bare(tree, word)
    return _after_preposition(tree, word, prepositions, seat, language)


def _in_brackets(tree: Tree, root: int) -> bool:
    start = tree.sentences[tree.words[root].sentence][0]
    before = [tree.words[i].form for i in range(max(start, root - 15), root)]
    return before.count("(") > before.count(")")


def _who(tree: Tree, root: int) -> bool:
    """A clause with *qui* follows: what it says is said of somebody who acts."""
    following = tree.words[root + 1 : root + 3]
    return any("who" in word.function for word in following)


def _bare(tree: Tree, word: Word) -> bool:
    """A name without a preposition acts, unless it heads a line, stands in brackets or in a list of places."""
    if word.rel in ("nsubj", "obj", "iobj"):
        return True
    before = tree.words[word.i - 1] if word.i else None
    after = tree.words[word.i + 1] if word.i + 1 < len(tree.words) else None
    if after and (after.pos in ("VERB", "AUX") or after.function & {"negator", "oneself"}):
        return True
    joined = before is not None and before.function & {"that", "if", "as"}
    return bool(joined or (before and before.pos == "VERB" and word.rel != "root"))


def _prepositions(tree: Tree, word: Word, language: str) -> str:
    """The preposition before a word, folded and without its article: `face a`, `de`, or empty."""
    plain = read_toml(language, "actors")["metonymy"]["contracted"]
    found = [
        kid for kid in word.kids if tree.words[kid].rel == "case" and kid < word.i and tree.words[kid].pos != "SCONJ"
    ]
    found += [k for kid in found for k in tree.words[kid].kids if tree.words[k].rel in ("fixed", "case")]
    return " ".join(fold_words(plain.get(tree.words[i].low, tree.words[i].low)) for i in sorted(found))


def _after_preposition(tree: Tree, word: Word, said: str, seat: bool, language: str) -> bool:
    if said in _words(language, "agent_prepositions") or word.dep in ("obl:agent", "iobj"):
        return True
    if said in _words(language, "place_prepositions"):
        return False
    head = tree.words[word.head]
    lemma = fold_words(head.lemma)
    if f"{fold_words(head.low)} {said}" in _words(language, "agent_prepositions"):
        return True
    if said in _words(language, "to"):
        return lemma in _words(language, "giving") and head.pos in ("VERB", "AUX") and word.head < word.i
    if said in _words(language, "of"):
        asked = head.pos == "NOUN" and lemma in _words(language, "asking_nouns")
        return asked or (seat and lemma not in _words(language, "near_nouns"))
    return seat and said not in _words(language, "seats_as_places")


def mentions_of(tree: Tree, actors: Iterable[Actor], language: str) -> list[Mention]:
    """The mentions behind actors that are already told, with the gender and number that their words show."""
    return [_mention_of(tree, actor, language) for actor in actors]


def _mention_of(tree: Tree, actor: Actor, language: str) -> Mention:
    start, end = actor.span.start, actor.span.end
    root = root_of(tree, start, end)
    word = tree.words[root]
    if actor.kind is ActorKind.PERSON:
        gender = _leader_genders(language).get(actor.key) or gender_of(actor.name, language)
        gender = gender or title_gender(start, tree, language)
        return Mention(start, end, actor.key, actor.name, actor.kind, actor.via, root, gender)
    articles = [tree.words[k] for k in word.kids if tree.words[k].pos == "DET"]
    the_many = any(article.function >= {"definite", "plural"} for article in articles)
    plural = actor.kind is ActorKind.GROUP or "Number=Plur" in word.morph or the_many
    tagged = "m" if "Gender=Masc" in word.morph else "f" if "Gender=Fem" in word.morph else ""
    gender = _article_gender(tree, root) or tagged
    return Mention(start, end, actor.key, actor.name, actor.kind, actor.via, root, gender, "p" if plural else "s")


@cache
def _leader_genders(language: str) -> dict[str, str]:
    return {one.key: one.gender for one in offices(language)}
