"""The command line: one file a command, each a thin call of the public functions.

Data goes to stdout; messages and progress go to stderr. Exit codes: 0 good, 1 a bug, 2 usage, 3 some accounts failed,
4 nothing usable, 130 interrupted.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; an error is one line on stderr."""
    from contrechamp.cli.app import app
    from contrechamp.errors import ContrechampError

    argv = sys.argv[1:] if arguments is None else arguments
    try:
        app(argv, standalone_mode=True)
    except ContrechampError as error:
        if "--debug" in argv or os.environ.get("CONTRECHAMP_DEBUG"):
            raise
        print(error.line(), file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("E130 · interrupted · kept: what was written before", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader of a pipe had enough: `contrechamp … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
