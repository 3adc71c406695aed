#!/usr/bin/env python3
"""Makes annotated texts of a grammar's own examples, so that the weights of the signs are learned on them too.

usage: examples.py GRAMMAR_DIR OUT_DIR

Each `yes` of a rule becomes a text, and a line of OUT_DIR/gold.jsonl says where its quote is and who speaks it. A rule
that few annotated texts need keeps its weight that way.
"""
import json
import pathlib
import re
import sys

ROLE = re.compile(r"\[(quote|speaker|verb|addressee|role|source):([^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]")


def unmark(line):
    """The text of an example without its brackets, and the spans that they marked."""
    line = line.replace("\\n", "\n\n")
    text, spans, at = "", {}, 0
    for mark in ROLE.finditer(line):
        text += line[at:mark.start()]
        spans[mark[1]] = [len(text), len(text) + len(mark[2])]
        text += mark[2]
        at = mark.end()
    return text + line[at:], spans


def main():
    source, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "gold.jsonl", "w", encoding="utf-8") as gold:
        number = 0
        for path in sorted(source.glob("*.grammar")):
            for line in path.read_text(encoding="utf-8").splitlines():
                found = re.match(r"  yes +(.*)", line)
                if not found:
                    continue
                text, spans = unmark(found[1].rstrip())
                number += 1
                (out / f"example-{number}.txt").write_text(text, encoding="utf-8")
                speaker = spans.get("speaker")
                quote = {"start": spans["quote"][0], "end": spans["quote"][1],
                         "speaker": text[slice(*speaker)] if speaker else None,
                         "mention": [speaker] if speaker else [],
                         "kind": "attributed" if speaker else "unattributed"}
                gold.write(json.dumps({"doc": f"example-{number}", "characters": None, "quotes": [quote]}) + "\n")


if __name__ == "__main__":
    main()
