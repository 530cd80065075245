"""Numbers, units and dates on the public cases of Recognizers-Text: ours beside its own package, and hostile text.

    python benchmarks/expressions.py [FOLDER OF CASES]

The package needs `emoji<2`, so it gets an environment of its own in `build/recognizers`, made on the first run. Where
that fails, ours is measured alone. Right means the same for both: every expected expression with its words, value and
unit, and nothing else. Times are processor seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from datetime import datetime
from pathlib import Path

CASES = Path("../shared/data/expressions")
ENVIRONMENT = Path("build/recognizers")
PACKAGES = ["recognizers-text-suite", "emoji<2", "setuptools<81"]

NUMBER, UNIT = "recognizers_number.NumberRecognizer", "recognizers_number_with_unit.NumberWithUnitRecognizer"
MODELS = {
    "NumberModel": (NUMBER, "get_number_model"),
    "OrdinalModel": (NUMBER, "get_ordinal_model"),
    "PercentModel": (NUMBER, "get_percentage_model"),
    "CurrencyModel": (UNIT, "get_currency_model"),
    "DimensionModel": (UNIT, "get_dimension_model"),
    "TemperatureModel": (UNIT, "get_temperature_model"),
    "AgeModel": (UNIT, "get_age_model"),
    "DateTimeModel": ("recognizers_date_time.DateTimeRecognizer", "get_datetime_model"),
}
"""The files that both read, and the recognizer of theirs that reads them."""


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    if not folder.is_dir():
        print(f"{folder} is not there: passed over")
        return 0
    theirs = _theirs(folder)
    print(f"{'file':<46}{'cases':>6}{'ours':>8}{'theirs':>8}{'ours ms':>10}{'theirs ms':>11}")
    times = [_one_file(path, theirs.get(path.name)) for path in sorted(folder.glob("*.json"))]
    both = [(ours, other) for ours, other in times if other]
    if both:
        ours, other = sum(t[0] for t in both), sum(t[1] for t in both)
        print(f"all files that both read: ours {ours:.2f} s, theirs {other:.2f} s, {other / ours:.0f} times faster")
    _slopes()
    return 0


def _one_file(path: Path, theirs: dict[str, object] | None) -> tuple[float, float]:
    """Prints one line; seconds of ours and of theirs (0 where it does not read the file)."""
    from contrechamp.evaluate.expressions import score_file

    cases = json.loads(path.read_text(encoding="utf-8-sig"))
    score = score_file(path)
    ours_ms = _our_ms([case["Input"] for case in cases], dates="DateTime" in path.name)
    other, other_ms = "–", "–"
    if theirs:
        right = sum(map(_right, cases, theirs["found"]))  # type: ignore[arg-type]
        other, other_ms = f"{100 * right / len(cases):.1f}", f"{theirs['ms']:.2f}"
    print(f"{path.name:<46}{len(cases):>6}{100 * score.share:>8.1f}{other:>8}{ours_ms:>10.3f}{other_ms:>11}")
    seconds = len(cases) / 1000
    return ours_ms * seconds, theirs["ms"] * seconds if theirs else 0.0  # type: ignore[operator]


def _our_ms(sentences: list[str], *, dates: bool) -> float:
    """Milliseconds a sentence for what a reader of news gets: figures and times both, or figures alone."""
    from contrechamp.extract.quantities import find_quantities
    from contrechamp.extract.times import find_times

    for sentence in sentences[:3]:
        find_times(sentence), find_quantities(sentence)
    began = time.process_time()
    for sentence in sentences:
        find_quantities(sentence)
        if dates:
            find_times(sentence)
    return 1000 * (time.process_time() - began) / len(sentences)


# ------------------------------------------------------------------ theirs


def _theirs(folder: Path) -> dict[str, dict[str, object]]:
    """What their package finds in the files that it can read, or nothing where it cannot be had."""
    python = ENVIRONMENT / "bin/python"
    if not python.is_file():
        print("fetching recognizers-text-suite into an environment of its own …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    ready = subprocess.run(
        [python, "-W", "ignore", "-c", "import recognizers_date_time"], capture_output=True, check=False
    )
    if ready.returncode:
        got = subprocess.run(
            [python, "-m", "pip", "install", "-q", *PACKAGES], capture_output=True, text=True, check=False
        )
        if got.returncode:
            print("recognizers-text-suite cannot be had; ours alone")
            return {}
    done = subprocess.run(
        [python, "-W", "ignore", __file__, "--theirs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print("recognizers-text-suite fails; ours alone:", done.stderr.strip().splitlines()[-1:])
        return {}
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _read_theirs(folder: Path) -> dict[str, dict[str, object]]:
    """Runs in their environment: for each file, the expressions found in each case and milliseconds a sentence."""
    from importlib import import_module

    results: dict[str, dict[str, object]] = {}
    for path in sorted(folder.glob("*.json")):
        model_name = path.stem.rpartition("_")[2]
        if model_name not in MODELS:
            continue
        where, getter = MODELS[model_name]
        module, _, recognizer = where.rpartition(".")
        model = getattr(getattr(import_module(module), recognizer)("fr-fr"), getter)()
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
        model.parse("le 3 mai")
        began, found = time.process_time(), []
        for case in cases:
            found.append(_parse(model, case, dated="DateTime" in path.name))
        results[path.name] = {"found": found, "ms": 1000 * (time.process_time() - began) / len(cases)}
    return results


def _parse(model: object, case: dict[str, object], *, dated: bool) -> list[dict[str, object]]:
    context = case.get("Context") or {}
    given = context.get("ReferenceDateTime")  # type: ignore[attr-defined]
    try:
        if dated and given:
            results = model.parse(case["Input"], datetime.fromisoformat(given))  # type: ignore[attr-defined]
        else:
            results = model.parse(case["Input"])  # type: ignore[attr-defined]
    except Exception:  # a case on which their package fails is a case that it does not read
        return []
    return [{"text": r.text, "resolution": r.resolution} for r in results]


def _right(case: dict[str, object], found: list[dict[str, object]]) -> bool:
    expected = case["Results"]
    if len(found) != len(expected):  # type: ignore[arg-type]
        return False
    left = list(found)
    for result in expected:  # type: ignore[attr-defined]
        same = next((f for f in left if _same(result, f)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _same(expected: dict[str, object], found: dict[str, object]) -> bool:
    if str(expected["Text"]).lower().strip(" .") != str(found["text"]).lower().strip(" ."):
        return False
    wanted, got = expected.get("Resolution") or {}, found["resolution"] or {}
    if "values" in wanted:  # type: ignore[operator]
        return any(_same_time(a, b) for a in wanted["values"] for b in got.get("values") or ())  # type: ignore[index,attr-defined]
    if "unit" in wanted and str(wanted["unit"]).lower() != str(got.get("unit")).lower():  # type: ignore[operator,index,attr-defined]
        return False
    return _same_value(wanted.get("value"), got.get("value"))  # type: ignore[attr-defined]


def _same_time(wanted: dict[str, str], got: dict[str, str]) -> bool:
    if wanted.get("timex") and wanted.get("timex") == got.get("timex"):
        return True
    ends = [key for key in ("value", "start", "end") if key in wanted]
    return bool(ends) and all(wanted[key] == got.get(key) for key in ends)


def _same_value(wanted: object, got: object) -> bool:
    if wanted is None or got is None:
        return wanted is got
    try:
        a, b = (float(str(value).rstrip("%").replace(",", ".")) for value in (wanted, got))
    except ValueError:
        return wanted == got
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


# ------------------------------------------------------------------ hostile text


def _slopes() -> None:
    """Seconds for a quarter, a half and a whole megabyte; a slope of 1 is linear."""
    from math import log2

    from contrechamp.extract.quantities import find_quantities
    from contrechamp.extract.times import find_times

    print(f"\n{'hostile text':<28}{'250 kB':>9}{'500 kB':>9}{'1 MB':>9}{'slope':>8}")
    for name, unit in {"digits": "9", "mille": "mille ", "figures": "12 345 ", "dates": "le 3 mai 2014, "}.items():
        find = find_times if name == "dates" else find_quantities
        seconds = []
        for size in (250_000, 500_000, 1_000_000):
            text = unit * (size // len(unit))
            began = time.process_time()
            find(text)
            seconds.append(max(time.process_time() - began, 1e-4))
        slope = log2(seconds[2] / seconds[0]) / 2
        print(f"{name:<28}{seconds[0]:>9.3f}{seconds[1]:>9.3f}{seconds[2]:>9.3f}{slope:>8.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--theirs"]:
        print(json.dumps(_read_theirs(Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main())
