"""Run the benchmarks, or those named: `python benchmarks/run.py [layers expressions …]`.

Each is a script of its own beside this one and prints its figures beside something else measured in the same run.
One that needs data or a package that is not there says so and is passed over.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = sorted(Path(os.environ.get("CONTRECHAMP_SEEDS", "../shared/seeds")).glob("*.txt"))
QUICK = ("layers", "syntax_speed", "expressions", "compare_growth", "page_growth", "read_pool", "read_wikinews")


def main() -> int:
    """Run each benchmark in its own process; 1 if one of them failed."""
    names = sys.argv[1:] or [name for name in QUICK if (HERE / f"{name}.py").is_file()]
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        arguments = [str(path) for path in SEEDS] if name == "layers" else []
        if subprocess.run([sys.executable, str(HERE / f"{name}.py"), *arguments], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
