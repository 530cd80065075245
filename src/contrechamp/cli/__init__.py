"""The command line: one file a command, each a thin call of the public functions.

Data goes to stdout; messages and progress go to stderr. Exit codes: 0 good, 1 a bug, 2 usage, 3 some accounts failed,
4 nothing usable, 6 store, 130 interrupted.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; an error is one line on stderr, in the user's language."""
    from contrechamp.cli.calling import run
    from contrechamp.errors import ContrechampError, InternalError, Interrupted, said

    argv = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in argv
    try:
        sys.exit(run(argv))
    except ContrechampError as error:
        leave(error, debug)
    except KeyboardInterrupt:
        kept = said("what was written before", "ce qui était déjà écrit")
        leave(Interrupted(said("interrupted", "interrompu"), kept=kept), debug=False)
    except BrokenPipeError:  # the reader of a pipe had enough: `contrechamp … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        remedy = said(
            "run it again with --debug before the command, and report it", "relancer avec --debug, et le signaler"
        )
        leave(InternalError(f"{type(error).__name__}: {error}", remedy=remedy), debug)


def leave(error: Exception, debug: bool) -> None:
    """Print an error in one line, or its traceback, and leave with its exit code."""
    from contrechamp.cli.files import say, user_language
    from contrechamp.errors import ContrechampError

    if debug:
        import traceback

        traceback.print_exc()
    if isinstance(error, ContrechampError):
        say(error.line(user_language()))
        sys.exit(error.exit_code)
