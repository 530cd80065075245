"""What is said of two claims stands on their words: what words, days or places speak against is not said."""

from __future__ import annotations

from datetime import date

import pytest

from contrechamp.compare import compare_extractions
from contrechamp.compare.facts import _is_universal
from contrechamp.compare.words import find_words
from contrechamp.extract import extract
from contrechamp.lang import read_toml
from contrechamp.model import Account, RelationKind

CONFLICT, DIFFER, AGREE = RelationKind.CONFLICT, RelationKind.FIGURES_DIFFER, RelationKind.AGREE


def relations(*texts: str, days: tuple[date | None, date | None] = (None, None)) -> set[RelationKind]:
    """The relations of all points of two accounts."""
    accounts = [
        Account(f"a{at}", text, "fr", name=f"a{at}.txt", published=day)
        for at, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return {point.relation for point in compare_extractions([extract(one) for one in accounts], {}).points}


DISPUTES = [
    ("Le pont de Lorme est fermé aux camions.", "Le pont de Lorme n'est pas fermé aux camions.", CONFLICT),
    ("Le maire a signé le permis de la tour.", "Le maire n'a pas signé le permis de la tour.", CONFLICT),
    ("Ce n'est pas un orage qui a détruit la grange.", "Un orage a détruit la grange.", CONFLICT),
    ("L'explosion a fait douze blessés.", "L'explosion a fait 17 blessés.", DIFFER),
    ("Les secours ont évacué 300 habitants.", "Les secours ont évacué 450 habitants.", DIFFER),
    ("Un Lormois sur quatre renonce à se soigner.", "Un Lormois sur cinq renonce à se soigner.", DIFFER),
    # one speaker, quoted with and without the negation
    (
        "La préfète Anne Lorme a dit que le tunnel était fermé.",
        "La préfète Anne Lorme a dit que le tunnel n'était pas fermé.",
        CONFLICT,
    ),
]

NO_DISPUTES = [
    # the denial of one half of a sentence that the other quotes whole
    (
        "« On ne choisit pas une part du pays, on choisit le pays », a dit la ministre.",
        "La ministre a rappelé qu'on ne choisit pas une part du pays.",
    ),
    # until now against what may come
    ("Le député Berthier ne s'est toujours pas déclaré.", "Le député Berthier pourrait se déclarer en septembre."),
    ("Le feu ne progresse plus.", "Le feu progresse vers le village."),
    # only a manner, a measure or the evidence is denied
    ("Le député Berthier ne s'est pas officiellement déclaré.", "Le député Berthier s'est déclaré candidat."),
    ("La grippe ne circule pas plus qu'en Suisse.", "La grippe circule."),
    ("Le parquet n'a aucun élément laissant penser que la caissière a été frappée.", "La caissière a été frappée."),
    # negated both times, once where the tree does not show it
    ("La chanteuse assure ne pas être en garde à vue.", "La chanteuse n'est pas en garde à vue."),
    # under a condition, or as a rumour
    ("Si j'avais prévenu le président, il aurait refusé.", "La ministre n'a pas prévenu le président."),
    ("L'hôpital dément les rumeurs selon lesquelles un blessé grave est arrivé.", "Aucun blessé grave n'est arrivé."),
    # another doer is only meant where one is named
    ("La course n'était pas écologique.", "La course était loin d'être écologique."),
    # a denial and its own paraphrase
    (
        "« Nous n'avions pas mesuré la difficulté du chantier », a reconnu Paul Durand.",
        "Paul Durand a reconnu que la mairie avait mal mesuré la difficulté du chantier.",
    ),
    # what is asked is not held
    ("Le pont de Lorme est-il fermé ?", "Le pont de Lorme n'est pas fermé."),
    # figures of other places, of other things, one of many
    ("Des rafales de 130 km/h ont soufflé sur Bastelle.", "Des rafales de 219 km/h ont soufflé au cap Morin."),
    ("La police a interpellé trois hommes.", "La police a interpellé des hommes avec 40 000 masques."),
    ("Deux départements restent en alerte.", "Quatre départements ont été placés en alerte."),
]


@pytest.mark.parametrize(("left", "right", "kind"), DISPUTES)
def test_disputes_that_stand(left: str, right: str, kind: RelationKind) -> None:
    assert kind in relations(left, right)
    assert kind in relations(right, left)


@pytest.mark.parametrize(("left", "right"), NO_DISPUTES)
def test_disputes_that_do_not(left: str, right: str) -> None:
    assert not {CONFLICT, DIFFER} & relations(left, right)
    assert not {CONFLICT, DIFFER} & relations(right, left)


def test_figures_of_other_days_are_not_compared() -> None:
    left, right = "La SNCF prévoit deux trains sur trois.", "La SNCF prévoit trois trains sur cinq."
    assert DIFFER not in relations(left, right, days=(date(2024, 3, 4), date(2024, 3, 14)))


def test_the_dead_of_one_event_are_revised_within_days() -> None:
    left, right = "Le naufrage a fait 22 morts.", "Le naufrage a fait 26 morts."
    assert DIFFER in relations(left, right, days=(date(2024, 3, 4), date(2024, 3, 5)))


NO_AGREEMENTS = [
    ("La préfète Anne Lorme a annoncé sa démission.", "La préfète Anne Lorme a annoncé une plainte contre le forain."),
    ("Quarante personnes sont mortes noyées en juin.", "Un garçon est mort noyé dans un étang."),
    ("Deux policiers ont été suspendus après un tir.", "Le tir a fait deux blessés."),
    ("Le député doit démissionner de son poste.", "Le député démissionne de son poste."),
    # asked, and held
    (
        "La mortalité de la grippe est-elle sous-estimée ?",
        "La mortalité de la grippe est sous-estimée, selon l'institut.",
    ),
    # events of one sort at other places, bulletins of other days, bounds that both hold
    ("Un avion de ligne a décollé de Lyon.", "Un avion de ligne avait décollé de Lille."),
    ("Un accident s'est produit près de Nantes.", "Un accident s'est produit à Marseille."),
    ("La préfecture annonce des bouchons vendredi 5 juillet.", "La préfecture annonce des bouchons samedi 6 juillet."),
    ("Plus de 32,9 millions de cas ont été relevés.", "Plus de 32,6 millions de cas ont été relevés."),
    ("Un Lormois sur quatre renonce à se soigner.", "Un Lormois sur cinq renonce à se soigner."),
]


@pytest.mark.parametrize(("left", "right"), NO_AGREEMENTS)
def test_agreements_that_do_not_stand(left: str, right: str) -> None:
    assert AGREE not in relations(left, right)


def test_a_bulletin_of_another_day_is_another_one() -> None:
    left, right = (
        "Le trafic restera perturbé sur les lignes du nord et vers les stations.",
        "À cause du gel, le trafic est perturbé sur plusieurs lignes du nord.",
    )
    assert AGREE in relations(left, right, days=(date(2024, 3, 4), date(2024, 3, 4)))
    assert AGREE not in relations(left, right, days=(date(2024, 3, 4), date(2024, 3, 9)))


def test_words_that_deny_of_everybody() -> None:
    listed = read_toml("fr", "points")["universal"]
    for words in listed["match"]:
        assert _is_universal(find_words(" ".join(words)).folded, "fr")
    for words in listed["avoid"]:
        assert not _is_universal(find_words(" ".join(words)).folded, "fr")
