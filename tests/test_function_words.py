"""The closed classes of words: each example holds a word of its class, and a tree knows its words' classes."""

from __future__ import annotations

import pytest

from contrechamp.extract.syntax import load
from contrechamp.extract.tree import read_tree
from contrechamp.lang import read_toml
from contrechamp.lang.function_words import classes_of, forms_of, verb_classes_of

CLASSES = {**read_toml("fr", "function_words"), **read_toml("fr", "verbs")}


@pytest.mark.parametrize("name", CLASSES)
def test_an_example_holds_a_word_of_its_class(name: str) -> None:
    tree = read_tree(load()(CLASSES[name]["example"]))
    assert any(name in word.function for word in tree.words), [word.low for word in tree.words]


def test_a_class_of_verbs_and_one_of_forms_never_share_a_name() -> None:
    assert not read_toml("fr", "function_words").keys() & read_toml("fr", "verbs").keys()


def test_most_words_are_in_no_class_and_some_in_several() -> None:
    assert classes_of("fr").get("digue", frozenset()) == frozenset()
    assert classes_of("fr")["des"] == {"indefinite", "of-the", "plural"}
    assert forms_of("fr", "of", "of-the") == {"de", "d'", "du", "des"}
    assert "auxiliary" in verb_classes_of("fr")["etre"]
    assert classes_of("xx") == verb_classes_of("xx") == {}
