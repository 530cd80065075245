"""About whom an account speaks: every mention of a person, country, organisation, group or place, under one key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from contrechamp.extract.actors.coreference import find_pronouns
from contrechamp.extract.actors.descriptions import describe
from contrechamp.extract.actors.lexicon import find_known
from contrechamp.extract.actors.mentions import Mention, mention_names
from contrechamp.extract.actors.names import find_named
from contrechamp.extract.actors.persons import UNKNOWN
from contrechamp.extract.actors.scene import Scene
from contrechamp.extract.tree import Tree, read_tree, word_at
from contrechamp.model import Actor, ActorKind, Span, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_actors(doc: Doc, *, language: str = "fr", account: str = "") -> tuple[Actor, ...]:
    """The actors of a parsed text, sorted by span: one record for each mention, the same `key` for the same actor.

    `doc.user_data["reference"]` may hold the date that the text speaks at; it tells who *le président russe* was.
    A mention that several could be meant by is left without a link, and so out. O(n) in text length. The result is kept
    in `doc.user_data["actors"]`, for the layers that come after.
    """
    tree = read_tree(doc)
    entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    actors = actors_of(tree, entities, doc.user_data.get("reference"), language, account)
    doc.user_data["actors"] = actors
    return actors


def actors_of(
    tree: Tree, entities: Iterable[tuple[int, int, str]], reference: date | None, language: str, account: str
) -> tuple[Actor, ...]:
    """The same from a tree and the pipeline's entities (start, end, label)."""
    if not tree.words:
        return ()
    hits = find_known(tree.text, language)
    named = find_named(tree, entities, hits, language)
    names = mention_names(named, tree, language)
    scene = Scene(tree, language, reference)
    for one in names:
        scene.named[word_at(tree, one.start)] = one
        scene.ending[word_at(tree, one.end - 1)] = one
    described = describe(scene, hits)
    mentions = _one_each(names, described)
    mentions = [one for one in mentions if one.key != UNKNOWN] + find_pronouns(tree, mentions, language)
    return tuple(_actor(one, account) for one in sorted(set(mentions), key=_order))


def _order(one: Mention) -> tuple[int, int, str, str]:
    return one.start, one.end, one.key, one.via


def _one_each(names: list[Mention], described: list[Mention]) -> list[Mention]:
    """Names and descriptions, without those that a longer one of the same actor takes in and its adjectives."""
    kept: list[Mention] = []
    for one in sorted([*names, *described], key=lambda m: (m.start, -m.end)):
        outer = next((k for k in reversed(kept[-4:]) if k.start <= one.start and one.end <= k.end), None)
        seat = outer is not None and outer.key.startswith("country:") and one.kind is ActorKind.PLACE
        if outer is None or (outer.key != one.key and one in names and one.via == "name" and not seat):
            kept.append(one)
    return kept


def _actor(one: Mention, account: str) -> Actor:
    span = Span(one.start, one.end)
    return Actor(record_id(account, "actor", span, one.key), span, one.name, one.key, one.kind, one.via)
