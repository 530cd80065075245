"""The tree of errors.

    ContrechampError            exit 1
    ├── UsageError              exit 2   the call itself is wrong
    │   ├── UnknownLanguage
    │   ├── UnknownFormat
    │   └── PipelineMissing
    ├── AccountError            exit 3   one account could not be read; the others go on
    │   ├── FileMissing
    │   ├── FileUnreadable
    │   ├── EmptyAccount
    │   ├── BinaryAccount
    │   ├── AccountTooLarge
    │   └── LanguageUnsupported
    ├── NothingUsable           exit 4   no account is left to work on
    └── DataMissing             exit 4   a data folder, a gold file or a model is not there

Each error has a `code`, says in one line what happened, what was kept and what to do, and knows its exit code.
"""

from __future__ import annotations


class ContrechampError(Exception):
    """Root of all errors that contrechamp raises on purpose.

    `where` names the file or argument; `cause` what happened; `kept` what is still there; `remedy` what to do.
    """

    code = "E000"
    exit_code = 1

    def __init__(self, cause: str, *, where: str | None = None, kept: str | None = None, remedy: str | None = None):
        self.cause, self.where, self.kept, self.remedy = cause, where, kept, remedy
        super().__init__(self.line())

    def line(self) -> str:
        """The error in one line: code, file, cause, what was kept, what to do."""
        parts = [f"{self.code} {self.where}" if self.where else self.code, self.cause]
        parts += [f"kept: {self.kept}"] if self.kept else []
        parts += [f"do: {self.remedy}"] if self.remedy else []
        return " · ".join(" ".join(part.split()) for part in parts)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.cause, self.where, self.kept, self.remedy)


def _rebuild(
    kind: type[ContrechampError], cause: str, where: str | None, kept: str | None, remedy: str | None
) -> ContrechampError:
    """An error with keyword-only fields does not survive pickling by itself; reading happens in child processes."""
    return kind(cause, where=where, kept=kept, remedy=remedy)


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


class NothingUsable(ContrechampError):
    """No account, or too few, is left to work on."""

    code, exit_code = "E400", 4


class DataMissing(ContrechampError):
    """A data folder, a gold file or a model is not there."""

    code, exit_code = "E401", 4
