"""What makes a text no account: empty, too large, binary."""

from __future__ import annotations

import re

from contrechamp.errors import AccountTooLarge, BinaryAccount, EmptyAccount, said
from contrechamp.read.limits import Limits

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORDLIKE = re.compile(r"[^\W\d_]")
_BINARY_SHARE = 0.02
"""Share of control characters from which bytes are no text: text that was damaged on its way stays under it by far."""


def check_text(text: str, name: str, limits: Limits) -> None:
    """Raises EmptyAccount, AccountTooLarge or BinaryAccount for a text that cannot be an account."""
    if not text.strip():
        raise EmptyAccount(
            said("it holds only blanks", "il ne contient que des blancs")
            if text
            else said("there is no text in it", "il ne contient pas de texte"),
            where=name,
            remedy=said("give a file with text", "donner un fichier avec du texte"),
        )
    if len(text) > limits.characters:
        raise AccountTooLarge(
            said(
                f"a text of {len(text):,} characters, above the limit of {limits.characters:,}",
                f"un texte de {len(text)} caractères, au-dessus de la limite de {limits.characters}",
            ),
            where=name,
            kept=said(
                "nothing: what is cut off would look like silence", "rien : une partie coupée passerait pour un silence"
            ),
            remedy=said(
                "give the part that tells the event, or raise Limits.characters",
                "donner la partie qui raconte l’événement, ou relever Limits.characters",
            ),
        )
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise binary(name)
    if not _WORDLIKE.search(text):
        raise EmptyAccount(
            said("there is not one word in it", "il ne contient pas un mot"),
            where=name,
            remedy=said("give a file with text", "donner un fichier avec du texte"),
        )


def binary(name: str, what: str = "") -> BinaryAccount:
    """The error for bytes that are no text in a known format."""
    kind = f" ({what})" if what else ""
    return BinaryAccount(
        said(f"not a text in a known format{kind}", f"pas un texte d’un format connu{kind}"),
        where=name,
        remedy=said(
            "save it as text, HTML, PDF, DOCX, ODT or EML", "l’enregistrer en texte, HTML, PDF, DOCX, ODT ou EML"
        ),
    )
