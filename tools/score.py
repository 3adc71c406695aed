#!/usr/bin/env python3
"""Score the program on every set that the floors name, print the figures, fail below a floor.

usage: score.py PROGRAM ACCURACY_DIR FLOORS.json [REPORT]

FLOORS.json is {set: {metric: floor}}; the metrics are those of ACCURACY_DIR/score.py. The set "X with characters"
is X with each document's list of characters given by --characters. REPORT gets what is printed.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

WITH_CHARACTERS = " with characters"


def extract(program, paths, ledger, *options):
    command = [program, "extract", *map(str, paths), "--format", "jsonl", "-o", str(ledger), *options]
    subprocess.run(command, check=True)


def ledger_of(program, gold, with_characters, folder):
    """Writes the set's ledger into folder and gives its path."""
    ledger = folder / "ledger.jsonl"
    if not with_characters:
        extract(program, sorted(gold.glob("*.txt")), ledger)
        return ledger
    with open(gold / "gold.jsonl", encoding="utf-8") as lines, open(ledger, "wb") as out:
        for line in lines:
            doc = json.loads(line)
            names, part = folder / "characters.json", folder / "part.jsonl"
            names.write_text(json.dumps(doc["characters"] or []), encoding="utf-8")
            extract(program, [gold / (doc["doc"] + ".txt")], part, "--characters", str(names))
            out.write(part.read_bytes())
    return ledger


def main(program, accuracy, floors, report=""):
    accuracy = pathlib.Path(accuracy)
    lines, failures = [], []
    for name, wanted in json.loads(pathlib.Path(floors).read_text(encoding="utf-8")).items():
        gold = accuracy / name.removesuffix(WITH_CHARACTERS)
        if not (gold / "gold.jsonl").exists():
            lines.append(f"{name}: not there, not scored")
            continue
        with tempfile.TemporaryDirectory() as folder:
            begin = time.monotonic()
            ledger = ledger_of(program, gold, name.endswith(WITH_CHARACTERS), pathlib.Path(folder))
            seconds = time.monotonic() - begin
            scorer = [sys.executable, str(accuracy / "score.py"), str(gold), str(ledger), "--json"]
            got = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
        lines.append(f"{name} ({seconds:.1f} s)")
        for metric, value in got.items():
            floor = wanted.get(metric)
            lines.append(f"  {metric:>18}  {value}" + ("" if floor is None else f"  (floor {floor})"))
        for metric, floor in wanted.items():
            if got.get(metric, -1) < floor:
                failures.append(f"{name}: {metric} is {got.get(metric)}, below its floor of {floor}")
    text = "\n".join(lines + failures) + "\n"
    print(text, end="")
    if report:
        pathlib.Path(report).write_text(text, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
