"""Plain text: bytes → Account, with the layout repaired."""

from __future__ import annotations

import re
from hashlib import sha256

from contrechamp.errors import AccountTooLarge, BinaryAccount, EmptyAccount, said
from contrechamp.model import Account, Warned
from contrechamp.read.characters import suspicious
from contrechamp.read.decode import decode
from contrechamp.read.language import identify
from contrechamp.read.layout import repair
from contrechamp.read.limits import Limits
from contrechamp.read.metadata import about_text
from contrechamp.read.source import Raw

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORDLIKE = re.compile(r"[^\W\d_]")
_BINARY_SHARE = 0.02
"""Share of control characters from which bytes are no text: text that was damaged on its way stays under it by far."""


def read_plain(raw: Raw, limits: Limits, language: str | None = None) -> Account:
    """The account in bytes that are plain text. Raises AccountErrors with the cause and what to do."""
    decoded = decode(raw.data)
    check_text(decoded.text, raw.name, limits)
    warnings: tuple[Warned, ...] = decoded.warnings
    if language is None:
        language, unsure = identify(decoded.text)
        warnings += unsure
    laid = repair(decoded.text, language)
    about = about_text(laid.text, language)
    digest = sha256(raw.data).hexdigest()
    return Account(
        id=digest[:12],
        text=laid.text,
        language=language,
        title=about.title,
        outlet=about.outlet,
        byline=about.byline,
        url=about.url,
        published=about.published,
        sha256=digest,
        cites=about.cites,
        links=about.links,
        found_in=about.found_in,
        warnings=(*warnings, *suspicious(laid.text)),
        name=raw.name,
        source=decoded.text,
        pieces=laid.pieces,
    )


def check_text(text: str, name: str, limits: Limits) -> None:
    """Raises EmptyAccount, AccountTooLarge or BinaryAccount for a text that cannot be an account."""
    if not text.strip():
        raise EmptyAccount(
            said("the file is empty", "le fichier est vide")
            if not text
            else said("it holds only blanks", "il ne contient que des blancs"),
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
                "nothing: cut off parts would look like silence", "rien : une partie coupée passerait pour un silence"
            ),
            remedy=said(
                "give the part that tells the event, or raise Limits.characters",
                "donner la partie qui raconte l’événement, ou relever Limits.characters",
            ),
        )
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise binary(name)
    if not _WORDLIKE.search(text):
        raise EmptyAccount(said("there is not one word in it", "il ne contient pas un mot"), where=name)


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
