#!/usr/bin/env python3
"""Compares the confidence of ledger rows with how often they are right on annotated texts, in ten bins.

usage: calibrate.py GOLD_DIR LEDGER.jsonl [GOLD_DIR LEDGER.jsonl]... [--nobody] [--score-py FILE]

A row is right as score.py (beside the annotated texts) counts it: its mention overlaps a gold mention or its speaker's last
name is the gold speaker's; in novels its speaker is one of the character's aliases. Rows without a speaker are left out;
with --nobody they alone are taken, and are right where the gold credits nobody. Prints a Markdown table.
"""
import argparse, collections, importlib.util, json, pathlib


def load_score(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score, folder, ledger, nobody):
    """Yields (confidence, right) for each row with a speaker, or for each without, that overlaps a gold quote."""
    for line in open(pathlib.Path(folder) / "gold.jsonl", encoding="utf-8"):
        document = json.loads(line)
        rows = ledger.get(document["doc"], [])
        shared = collections.Counter(b for c in document["characters"] or [] for b in {score.bare(a) for a in c["aliases"]})
        taken = set()
        for quote in document["quotes"]:
            size = quote["end"] - quote["start"]
            for row in rows:
                if row["start"] > quote["end"]:
                    break
                if id(row) in taken or bool(row.get("speaker")) == nobody:
                    continue
                if score.overlap(quote["start"], quote["end"], row["start"], row["end"]) < 0.5 * min(size, row["end"] - row["start"]):
                    continue
                taken.add(id(row))
                if nobody:
                    right = quote["kind"] in ("sourceless", "unattributed")
                elif document["characters"] is not None:
                    if (quote["speaker"] or "_").startswith("_"):
                        continue
                    names = {tuple(score.words(a)) for a in quote["aliases"]}
                    unique = {score.bare(a) for a in quote["aliases"] if shared[score.bare(a)] == 1}
                    right = tuple(score.words(row["speaker"])) in names or score.bare(row["speaker"]) in unique
                elif quote["kind"] != "attributed":
                    right = False
                else:
                    at = row.get("mention_start")
                    last = score.last_name(quote["speaker"])
                    right = at is not None and any(score.overlap(at, row["mention_end"], s, e) for s, e in quote["mention"])
                    right = bool(right or (last and score.last_name(row["speaker"]) == last))
                yield row["confidence"], right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="GOLD_DIR LEDGER")
    parser.add_argument("--nobody", action="store_true")
    parser.add_argument("--score-py")
    args = parser.parse_args()
    score = load_score(args.score_py or pathlib.Path(args.pairs[0]).parent / "score.py")
    columns = []
    for folder, path in zip(args.pairs[::2], args.pairs[1::2]):
        bins = [[0, 0, 0.0] for _ in range(10)]
        for confidence, right in judged(score, folder, score.load(path), args.nobody):
            cell = bins[min(9, int(confidence * 10))]
            cell[0] += 1
            cell[1] += right
            cell[2] += confidence
        columns.append((pathlib.Path(folder).name, bins))
    print("| confidence |" + "".join(f" {name}: rows | said | right |" for name, _ in columns))
    print("| --- |" + " --- | --- | --- |" * len(columns))
    for i in range(10):
        print(f"| {i / 10:.1f} to {(i + 1) / 10:.1f} |" + "".join(
            f" {b[i][0]} | {b[i][2] / b[i][0]:.2f} | {b[i][1] / b[i][0]:.2f} |" if b[i][0] else " 0 | | |" for _, b in columns))


if __name__ == "__main__":
    main()
