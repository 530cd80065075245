"""The tree of errors.

    ContrechampError            exit 1
    ├── InternalError           exit 1   a bug of contrechamp
    ├── UsageError              exit 2   the call itself is wrong
    │   ├── UnknownLanguage
    │   ├── UnknownFormat
    │   ├── PipelineMissing
    │   ├── UnknownCode
    │   ├── SeveralAccounts
    │   ├── NotInDossier
    │   ├── DoesNotFit
    │   ├── FormUnavailable
    │   └── ModelUnusable
    ├── AccountError            exit 3   one account could not be read; the others go on
    │   ├── FileMissing
    │   ├── FileUnreadable
    │   ├── EmptyAccount
    │   ├── BinaryAccount
    │   ├── AccountTooLarge
    │   ├── LanguageUnsupported
    │   ├── DamagedFile
    │   ├── ProtectedFile
    │   ├── TooMuchTime
    │   ├── TooMuchMemory
    │   ├── TooMuchOutput
    │   ├── TooDeep
    │   ├── ReaderDied
    │   └── ComponentMissing
    ├── NothingUsable           exit 4   no account is left to work on
    ├── DataMissing             exit 4   a data folder, a gold file or a model is not there
    ├── NetworkError            exit 5   something had to be fetched and could not be
    ├── StoreError              exit 6   a dossier could not be opened, read or written
    │   ├── StoreMissing
    │   ├── NotAStore
    │   ├── NewerStore
    │   ├── StoreFull
    │   ├── StoreReadOnly
    │   ├── StoreBusy
    │   └── ChangedMeanwhile
    └── Interrupted             exit 130 the user stopped it

Each error has a `code`, says in one line what happened, what was kept and what to do, and knows its exit code. What
stands behind each code, in French and English, is told by `explain`; the words are in `errors.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Protocol


class Said(str):
    """A message in English that knows its French: `said("no file", "pas de fichier")`, printed as English by itself."""

    __slots__ = ("french",)
    french: str

    def __reduce__(self) -> tuple[object, ...]:
        return said, (str(self), self.french)


def said(english: str, french: str) -> Said:
    """One message in both languages."""
    both = Said(english)
    both.french = french
    return both


def tell(message: str, language: str = "en") -> str:
    """The message in a language, on one line; in English where it has no French."""
    words = message.french if language == "fr" and isinstance(message, Said) else message
    return " ".join(words.split())


class ContrechampError(Exception):
    """Root of all errors that contrechamp raises on purpose.

    `where` names the file or argument; `cause` what happened; `kept` what is still there; `remedy` what to do. Each may
    be a `Said`, which is told in two languages.
    """

    code = "E000"
    exit_code = 1

    def __init__(self, cause: str, *, where: str | None = None, kept: str | None = None, remedy: str | None = None):
        self.cause, self.where, self.kept, self.remedy = cause, where, kept, remedy
        super().__init__(self.line())

    def line(self, language: str = "en") -> str:
        """The error in one line: code, file, cause, what was kept, what to do."""
        kept, remedy = ("gardé : ", "à faire : ") if language == "fr" else ("kept: ", "do: ")
        parts = [f"{self.code} {self.where}" if self.where else self.code, tell(self.cause, language)]
        parts += [kept + tell(self.kept, language)] if self.kept else []
        parts += [remedy + tell(self.remedy, language)] if self.remedy else []
        return " · ".join(" ".join(part.split()) for part in parts)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.cause, self.where, self.kept, self.remedy)


def _rebuild(
    kind: type[ContrechampError], cause: str, where: str | None, kept: str | None, remedy: str | None
) -> ContrechampError:
    """An error with keyword-only fields does not survive pickling by itself; reading happens in child processes."""
    return kind(cause, where=where, kept=kept, remedy=remedy)


class InternalError(ContrechampError):
    """A bug of contrechamp itself."""

    code = "E100"


class UsageError(ContrechampError):
    """The call itself is wrong: an option, a name, a number of files."""

    code, exit_code = "E200", 2


class UnknownLanguage(UsageError):
    """A language that contrechamp has no data for was asked for."""

    code = "E201"


class UnknownFormat(UsageError):
    """An output form that does not exist was asked for."""

    code = "E202"


class PipelineMissing(UsageError):
    """A language pipeline is not installed."""

    code = "E203"


class UnknownCode(UsageError):
    """There is no error or warning with this code."""

    code = "E204"


class SeveralAccounts(UsageError):
    """One account was asked for, and the source holds several."""

    code = "E205"


class NotInDossier(UsageError):
    """There is no such dossier, account, mark or point."""

    code = "E206"


class DoesNotFit(UsageError):
    """A correction, or a name, that what is there does not allow."""

    code = "E207"


class FormUnavailable(UsageError):
    """A part that writes this form is not installed."""

    code = "E208"


class ModelUnusable(UsageError):
    """A model that the user named cannot be run, or its answers are not clear."""

    code = "E209"


class AccountError(ContrechampError):
    """One account could not be read; the others go on."""

    code, exit_code = "E300", 3


class FileMissing(AccountError):
    """There is no file or folder of that name."""

    code = "E301"


class FileUnreadable(AccountError):
    """The file is there but cannot be opened."""

    code = "E302"


class EmptyAccount(AccountError):
    """Nothing to read is in it."""

    code = "E303"


class BinaryAccount(AccountError):
    """The bytes are not a text in any known format."""

    code = "E304"


class AccountTooLarge(AccountError):
    """It is larger than the limit."""

    code = "E305"


class LanguageUnsupported(AccountError):
    """The text is in a language that contrechamp has no data for."""

    code = "E306"


class DamagedFile(AccountError):
    """The file is of a known format, and too broken to be read."""

    code = "E307"


class ProtectedFile(AccountError):
    """The file asks for a password."""

    code = "E308"


class TooMuchTime(AccountError):
    """Reading it took longer than the limit, and was stopped."""

    code = "E309"


class TooMuchMemory(AccountError):
    """Reading it took more memory than the limit, and was stopped."""

    code = "E310"


class TooMuchOutput(AccountError):
    """It unpacks to more than the limit, or to far more than its size."""

    code = "E311"


class TooDeep(AccountError):
    """Archives or messages lie in each other deeper than the limit."""

    code = "E312"


class ReaderDied(AccountError):
    """The process that read it died; nothing else was touched."""

    code = "E313"


class ComponentMissing(AccountError):
    """A part that reads this format is not installed."""

    code = "E314"


class NothingUsable(ContrechampError):
    """No account, or too few, is left to work on."""

    code, exit_code = "E400", 4


class DataMissing(ContrechampError):
    """A data folder, a gold file or a model is not there."""

    code, exit_code = "E401", 4


class NetworkError(ContrechampError):
    """Something had to be fetched and could not be."""

    code, exit_code = "E500", 5


class StoreError(ContrechampError):
    """A dossier could not be opened, read or written."""

    code, exit_code = "E600", 6


class StoreMissing(StoreError):
    """There is no dossier of that name."""

    code = "E601"


class NotAStore(StoreError):
    """The file or database is not one of contrechamp's."""

    code = "E602"


class NewerStore(StoreError):
    """The database is of another version of contrechamp than can be worked with here."""

    code = "E603"


class StoreFull(StoreError):
    """There is no room left where the dossier lies."""

    code = "E604"


class StoreReadOnly(StoreError):
    """The dossier cannot be written to."""

    code = "E605"


class StoreBusy(StoreError):
    """Somebody else has been writing for longer than one waits."""

    code = "E606"


class ChangedMeanwhile(StoreError):
    """Somebody else has corrected the same thing since it was looked at."""

    code = "E607"


class Interrupted(ContrechampError):
    """The user stopped it."""

    code, exit_code = "E700", 130


def all_errors(root: type[ContrechampError] = ContrechampError) -> tuple[type[ContrechampError], ...]:
    """Every class of the tree, each after its parent."""
    return (root, *(kind for child in root.__subclasses__() for kind in all_errors(child)))


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """What `errors.toml` says of each code: `title`, `why`, `do`, and `message` for warnings, each in `en` and `fr`."""
    return tomllib.loads(files("contrechamp").joinpath("errors.toml").read_text(encoding="utf-8"))


def explain(code: str, language: str = "en") -> str:
    """What stands behind the code of an error or a warning: meaning, reason, what to do. Raises UnknownCode."""
    known = catalogue().get(code.strip().upper())
    if known is None:
        raise UnknownCode(
            said(f"there is no code {code!r}", f"le code {code!r} n’existe pas"),
            remedy=said(f"choose one of: {', '.join(catalogue())}", f"choisir parmi : {', '.join(catalogue())}"),
        )
    language = language if language in ("en", "fr") else "en"
    why, do = ("Why", "What to do") if language == "en" else ("Pourquoi", "Que faire")
    colon = ":" if language == "en" else " :"
    lines = [f"{code.strip().upper()} — {known['title'][language]}", ""]
    lines += [f"{why}{colon} {known['why'][language]}", f"{do}{colon} {known['do'][language]}"]
    return "\n".join(lines)


class Coded(Protocol):
    """What has a code of the catalogue, its message in English and the values in it: a `Warned` of the records."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, str]: ...  # noqa: D102


def tell_warning(warned: Coded, language: str = "en") -> str:
    """A warning's message in a language; its English message where the code or a value is not known."""
    template = catalogue().get(warned.code, {}).get("message", {}).get(language)
    try:
        return str(template).format(**warned.values) if template else warned.message
    except (KeyError, IndexError, ValueError):
        return warned.message
