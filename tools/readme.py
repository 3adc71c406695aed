#!/usr/bin/env python3
"""Compares what README.md shows as the program's output with what it prints now.

usage: readme.py PROGRAM            tells the differences; exit status 1 where there are any
       readme.py PROGRAM --update   writes README.md anew: read the diff before a commit

A block ```console with one line `$ quoteledger …` is followed by a block ```text: that is its output on a terminal of 100
columns, without colour.
"""
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys

program, update = sys.argv[1], "--update" in sys.argv[2:]
root = pathlib.Path(__file__).resolve().parent.parent
readme = root / "README.md"
BLOCKS = re.compile(r"(```console\n\$ quoteledger ([^\n]*)\n```\n\n```text\n)(.*?)(```\n)", re.S)


def output(arguments):
    words = shlex.split(arguments)
    if words[0] == "extract":
        words += ["--format", "table"]  # what it prints on a terminal
    run = subprocess.run([program, *words], cwd=root, env={**os.environ, "COLUMNS": "100"}, check=True,
                         capture_output=True, encoding="utf-8")
    return run.stdout.rstrip("\n") + "\n"


text = readme.read_text(encoding="utf-8")
shown = BLOCKS.findall(text)
if not shown:
    sys.exit("README.md shows no output")
now = BLOCKS.sub(lambda block: block[1] + output(block[2]) + block[4], text)
if update:
    readme.write_text(now, encoding="utf-8")
elif now != text:
    sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), now.splitlines(True), "README.md", "now"))
    sys.exit(1)
