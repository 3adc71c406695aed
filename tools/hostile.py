#!/usr/bin/env python3
"""Hostile texts against plain ones: time and memory of `extract` and `audit`, side by side.

    python3 tools/hostile.py PROGRAM [--only WORD] [--command extract|audit] [--rounds N] [--markdown] [--keep FOLDER]

Each hostile text runs next to a plain, news-like text of the same size (tools/plain_text.py), in turn, and the better of
the runs counts. The time is processor time of the whole process, less what an empty text takes (loading the grammar), so
that start-up hides nothing. Exit status 1 where a case takes more than 5 times the time of plain text, is killed or crashes.
"""
import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile

from plain_text import News, plain

MOST = 5.0  # times the time of plain text
FLOOR = 0.05  # seconds: below it a time says nothing, so that it stands in the ratio for what is less
LIMIT = 60  # seconds of processor time, then the case has failed
MOST_MEMORY = 6 << 30  # bytes, likewise
MEGABYTE = 1 << 20


def repeat(piece, size):
    piece = piece.encode() if isinstance(piece, str) else piece
    return piece * (size // len(piece) + 1)


def letters(number, width=5):
    out = ""
    for _ in range(width):
        out = chr(ord("a") + number % 26) + out
        number //= 26
    return out


def numbered(size, make):
    made, length, i = [], 0, 0
    while length < size:
        made.append(make(i).encode())
        length += len(made[-1])
        i += 1
    return b"".join(made)


def mixed(size, pieces, seed=7):
    rng = random.Random(seed)
    pieces = [p.encode() if isinstance(p, str) else p for p in pieces]
    block = b"".join(rng.choice(pieces) for _ in range(200000))
    return (block * (size // len(block) + 1))[:size]


def extract_cases():
    mb = MEGABYTE
    cases = {}
    kinds = ['"', "'", "“", "”", "‘", "’", "«", "»", "‹", "›", "„", "‚", "‟", "‛", "`", "``", "''", "「", "」",
             "『", "』", "＂", "〝", "〞"]
    for kind in kinds:
        cases[f"1 MB of {kind}"] = lambda kind=kind: repeat(kind, mb)
    for kind in ['"', "'", "“", "‘", "«", "”", "’", "``", "''"]:
        cases[f"1 MB of {kind} and a word"] = lambda kind=kind: repeat(kind + "a ", mb)
        cases[f"1 MB of a word and {kind}"] = lambda kind=kind: repeat("a" + kind + " ", mb)
    cases["1 MB of all marks, shuffled"] = lambda: mixed(mb, kinds)
    cases["5 MB of all marks and words, shuffled"] = lambda: mixed(5 * mb, kinds + ["a", "B", " ", " ", ".", ",", "\n", "said "])
    cases["100,000 levels, “ and ‘"] = lambda: ("“‘" * 50000 + "a" + "’”" * 50000).encode()
    cases["100,000 levels with words"] = lambda: ("“a ‘b " * 50000 + "c" + " d’ e”" * 50000).encode()
    cases["100,000 levels of all kinds"] = lambda: ("“«‹「『‘" * 17000 + "a" + "’』」›»”" * 17000).encode()
    cases["100,000 brackets in brackets"] = lambda: ("“a,” said (" + "([" * 50000 + "Ana" + "])" * 50000 + ").").encode()
    cases["a 20 MB line"] = lambda: plain(20 * mb).replace(b"\n", b" ")
    cases["a 20 MB line without a quote"] = lambda: plain(20 * mb).replace(b"\n", b" ").replace("“".encode(), b"").replace("”".encode(), b"")
    cases["a 5 MB line without a space"] = lambda: repeat("abcdefghij", 5 * mb)
    cases["a paragraph of 5 MB, 50,000 quotes"] = lambda: numbered(5 * mb, lambda i: f"“The harbour is closed for the winter, {letters(i)},” said Ana {letters(i % 300).capitalize()} at the old quay. ")
    cases["a paragraph of 5 MB of short quotes"] = lambda: repeat("“a” ", 5 * mb)
    cases["a quote of 5 MB"] = lambda: b'"' + plain(5 * mb).replace(b"\n", b" ").replace("“".encode(), b"").replace("”".encode(), b"") + b'," said Ana Ruiz.'
    cases["a quote of 50,000 paragraphs"] = lambda: repeat("“We go on and on and on, and nobody closes what we opened here.\n\n", 4 * mb)
    cases["a name of five million letters"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d said A" + b"b" * 5000000 + b". She left."
    cases["a name of a million words"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d said" + numbered(5 * mb, lambda i: " " + letters(i, 4).capitalize()) + b"."
    cases["a name of two million hyphens"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d said " + b"Ab-" * 1700000 + b"Ab."
    cases["a name of two million apostrophes"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d said " + b"O'a" * 1700000 + b"."
    cases["a million initials"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d said " + b"A. B. " * 500000 + b"Ruiz."
    cases["a million `said`"] = lambda: b"\xe2\x80\x9cYes,\xe2\x80\x9d" + b" said" * 1000000
    cases["a million `said`, a quote between"] = lambda: repeat("“a” said said said said ", 5 * mb)
    cases["a million `“a,” said`"] = lambda: repeat("“a,” said ", 5 * mb)
    cases["a million `Ana said`"] = lambda: repeat("Ana said ", 5 * mb)
    cases["a million `he said`, a quote before"] = lambda: "“Yes,” ".encode() + repeat("he said ", 5 * mb)
    cases["a million `Mr. A said`, all different"] = lambda: "“Yes,” ".encode() + numbered(15 * mb, lambda i: f"Mr. {letters(i).capitalize()} said ")
    cases["quotes of 100,000 different people"] = lambda: numbered(5 * mb, lambda i: f"“We go now,” said {letters(i).capitalize()} {letters(i * 7 + 3).capitalize()}.\n\n")
    cases["people of one last name"] = lambda: numbered(5 * mb, lambda i: f"“We go now,” said {letters(i).capitalize()} Ruiz. “Mr. Ruiz knows,” Ruiz added.\n\n")
    cases["people of one first name"] = lambda: numbered(5 * mb, lambda i: f"“We go now,” said Ana {letters(i).capitalize()}. “Ana knows,” Ana added.\n\n")
    cases["quotes of 100,000 different trades"] = lambda: numbered(5 * mb, lambda i: f"“We go now,” said the {letters(i)} master.\n\n")
    cases["quotes of one trade, no name beside it"] = lambda: repeat("“We go now,” said the harbour master.\n\n", 5 * mb)
    cases["a trade of one letter, many of it"] = lambda: repeat("“We go now,” said the mmmm.\n\nmmm mmm mmm mmm mmm mmm mmm mmm mmm mmm mmm\n\n", 5 * mb)
    cases["quotes in one quote"] = lambda: "“".encode() + numbered(5 * mb, lambda i: f"‘We go,’ said {letters(i).capitalize()}. ") + "”".encode()
    cases["quotes in quotes of many people"] = lambda: numbered(5 * mb, lambda i: f"“Ana {letters(i).capitalize()} said, ‘We go, {letters(i, 4)},’ and left,” said Bo {letters(i * 3).capitalize()}.\n\n")
    cases["two million open marks, a paragraph each"] = lambda: repeat("“a\n\n", 12 * mb)
    cases["two million open marks in one line"] = lambda: repeat('“a ', 10 * mb)
    cases["straight marks, odd in each paragraph"] = lambda: repeat('"a" "b\n\n', 5 * mb)
    cases["dialogue of 500,000 bare turns"] = lambda: repeat("“Yes.”\n\n", 5 * mb)
    cases["dialogue of bare turns with names"] = lambda: numbered(5 * mb, lambda i: f"“Come here, {letters(i % 5000, 4).capitalize()}.”\n\n")
    cases["300,000 quotes said by `he`"] = lambda: repeat("“Yes,” he said.\n\n", 5 * mb)
    cases["one in twenty bytes is NUL"] = lambda: repeat("abcd “efg” hij said Ana\0 k", 5 * mb)
    cases["NULs only"] = lambda: b"\0" * (5 * mb)
    cases["random bytes"] = lambda: random.Random(3).randbytes(5 * mb)
    cases["random bytes, no controls"] = lambda: bytes(b | 0x20 for b in random.Random(4).randbytes(5 * mb))
    cases["random bytes over 0x7F"] = lambda: bytes(b | 0x80 for b in random.Random(5).randbytes(5 * mb))
    cases["every second byte invalid"] = lambda: repeat(b"\xe2\x80\x9ca\xe2\x80\x9d \xffb\xc3 ", 5 * mb)
    cases["lone surrogates in UTF-16"] = lambda: b"\xff\xfe" + mixed(5 * mb // 2 * 2, [b"\x00\xd8", b"\x00\xdc", b"a\0", b" \0", b"\x1c\x20", b"\x1d\x20"])
    cases["lone surrogates as CESU in UTF-8"] = lambda: mixed(5 * mb, [b"\xed\xa0\x80", b"\xed\xb0\x80", "“ab”".encode(), b" said Ana", b". "])
    cases["private-use characters"] = lambda: mixed(5 * mb, ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "“", "”", " ", "a"])
    cases["what masks use: 一, a, full stops"] = lambda: mixed(5 * mb, ["一", "a", ".", ",", "“", "”", " "])
    cases["bidirectional controls"] = lambda: mixed(5 * mb, ["\u202e", "\u202d", "\u2066", "\u2069", "\u202c", "“a”", " said Ana", "."])
    cases["combining marks only"] = lambda: repeat("\u0301", 5 * mb)
    cases["letters with a thousand marks each"] = lambda: repeat("“A" + "\u0301" * 1000 + "” said A" + "\u0323" * 1000 + "na. ", 5 * mb)
    cases["zero-width characters"] = lambda: mixed(5 * mb, ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "“", "”", "a "])
    cases["5 MB of capitalised words"] = lambda: numbered(5 * mb, lambda i: letters(i * 977 % 11881376).capitalize() + " ")
    cases["5 MB of one capitalised word"] = lambda: repeat("Ana ", 5 * mb)
    cases["5 MB of capitals"] = lambda: repeat("ANA RUIZ SAID NO ", 5 * mb)
    cases["5 MB of blank lines"] = lambda: b"\n" * (5 * mb)
    cases["5 MB of CR LF, CR, VT, FF, NEL"] = lambda: mixed(5 * mb, ["\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "a"])
    cases["5 MB of spaces"] = lambda: b" " * (5 * mb)
    cases["5 MB of `. . .`"] = lambda: repeat(". ", 5 * mb)
    cases["5 MB of full stops"] = lambda: b"." * (5 * mb)
    cases["5 MB of ellipses"] = lambda: repeat("…", 5 * mb)
    cases["5 MB of `Mr. `"] = lambda: repeat("Mr. ", 5 * mb)
    cases["5 MB of `U.S. `"] = lambda: repeat("U.S. ", 5 * mb)
    cases["5 MB of commas"] = lambda: repeat(", ", 5 * mb)
    cases["5 MB of dashes"] = lambda: repeat("— ", 5 * mb)
    cases["5 MB of digits and inches"] = lambda: repeat("6' 2\" ", 5 * mb)
    cases["5 MB of `<a b=\"`"] = lambda: repeat('<a b="', 5 * mb)
    cases["5 MB of labels"] = lambda: numbered(5 * mb, lambda i: f"{letters(i).upper()}: We go.\n")
    cases["5 MB of one label"] = lambda: repeat("ANA RUIZ: “We go.”\n", 5 * mb)
    cases["5 MB of acronyms in brackets"] = lambda: numbered(5 * mb, lambda i: f"the {letters(i, 4).capitalize()} Harbour Board ({letters(i, 4)[:1].upper()}HB), “x,” ")
    cases["5 MB of `according to`"] = lambda: repeat("according to ", 5 * mb)
    cases["5 MB of `who said that`"] = lambda: repeat("who said that ", 5 * mb) + "“yes”".encode()
    return cases


def csv_cell(text):
    return '"' + text.replace('"', '""') + '"'


def ledger(quotes):
    return ("quote,speaker\r\n" + "".join(f"{csv_cell(q)},Ana Ruiz\r\n" for q in quotes)).encode()


def plain_ledger(size, seed=2):
    news = News(1)
    news.rng = random.Random(seed)  # the words of the plain source, in another order
    made, length = [], 0
    while length < size:
        made.append("“" + news.quote() + "”")
        length += len(made[-1].encode()) + 15
    return ledger(made)


def audit_cases():
    """name: (source, source of the plain run, ledger, ledger of the plain run, ending of source, ending of ledger)"""
    mb = MEGABYTE
    cases = {}
    news = News(1)
    few = ledger(["“" + news.quote() + "”" for _ in range(200)])

    def source(name, make, quotes=None, ending="txt"):
        cases[name] = (make, quotes, None, ending, "csv", few)

    def quotes(name, make, ending="csv"):
        cases[name] = (None, make, None, "txt", ending, few)

    source("source: one word, 5 MB", lambda: repeat("the ", 5 * mb), lambda: ledger(["the the the", "the " * 40, "the the not the the the"] * 60))
    source("source: two words, 5 MB", lambda: repeat("the harbour ", 5 * mb), lambda: ledger(["the harbour " * 20 + "is the harbour", "harbour the " * 9] * 60))
    source("source: one sentence, 5 MB", lambda: repeat("We may raise the harbour fee next spring. ", 5 * mb), lambda: ledger(["We will raise the harbour fee next spring. We may not", "raise the fee next spring"] * 60))
    source("source: a 20 MB line", lambda: plain(20 * mb).replace(b"\n", b" "))
    source("source: 5 MB of blank lines", lambda: b"\n" * (5 * mb))
    source("source: 5 MB of marks", lambda: mixed(5 * mb, ['"', "“", "”", "‘", "’", "«", "a"]))
    source("source: 5 MB of hyphens at line ends", lambda: repeat("har-\n", 5 * mb), lambda: ledger(["har har har har", "harharhar har"] * 60))
    source("source: a word of 5 million letters", lambda: b"a" * (5 * mb))
    source("source: combining marks", lambda: repeat("\u0301", 5 * mb))
    source("source: zero-width characters", lambda: repeat("a\u200b\u00ad", 5 * mb))
    source("source: ligatures and full width", lambda: repeat("ﬃＡ㎏ ", 5 * mb))
    source("source: U+FDFA (18 letters in one)", lambda: repeat("\ufdfa", 5 * mb))
    source("source: ideographs", lambda: repeat("東京", 5 * mb))
    source("source: invalid UTF-8", lambda: repeat(b"\xe2\x80\x9cab\xe2\x80\x9d \xffc\xc3 ", 5 * mb))
    source("source: random bytes, no controls", lambda: bytes(b | 0x20 for b in random.Random(4).randbytes(5 * mb)))
    source("source: 300,000 labels, all different", lambda: numbered(5 * mb, lambda i: f"{letters(i).upper()}: We go.\n"))
    source("source: SubRip, 100,000 empty cues", lambda: numbered(4 * mb, lambda i: f"{i + 1}\n00:00:01,000 --> 00:00:02,000\n\n"), ending="srt")
    source("source: SubRip, a cue of 5 MB", lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + plain(5 * mb).replace(b"\n\n", b"\n"), ending="srt")
    source("source: WebVTT, open tags", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + repeat("<v Ana><b ", 5 * mb), ending="vtt")
    source("source: WebVTT, `<` only", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + repeat("<", 5 * mb), ending="vtt")
    source("source: SubRip, `-->` only", lambda: repeat("--> ", 5 * mb), ending="srt")
    source("source: apostrophes", lambda: repeat("a'b’", 5 * mb))
    source("source: digits and commas", lambda: repeat("1,000", 5 * mb))
    quotes("ledger: one quote of 1 MB", lambda: ledger([plain(mb, 1).decode()]))
    quotes("ledger: one quote of 1 MB, other words", lambda: ledger([plain(mb, 99).decode()]))
    quotes("ledger: a quote of one word, 1 MB", lambda: ledger(["harbour " * (mb // 8)]))
    quotes("ledger: 1 MB of ellipses", lambda: ledger(["… " * (mb // 4)]))
    quotes("ledger: 1 MB of words and ellipses", lambda: ledger(["the … " * (mb // 8)]))
    quotes("ledger: quotes of many ellipses", lambda: ledger(["the … harbour … may … of … " * 8] * (mb // 300)))
    quotes("ledger: 1 MB of brackets", lambda: ledger(["[the] " * (mb // 6)]))
    quotes("ledger: 1 MB of open brackets", lambda: ledger(["[" * mb]))
    quotes("ledger: quotes of many brackets", lambda: ledger(["the [harbour] may [of] in [it] " * 8] * (mb // 300)))
    quotes("ledger: 1 MB of dots", lambda: ledger([". " * (mb // 2)]))
    quotes("ledger: 1 MB of marks", lambda: ledger(["“" * (mb // 3)]))
    quotes("ledger: many rows, nearly the same", lambda: ledger([f"the harbour of the town may not be open on {i} days" for i in range(mb // 64)]))
    quotes("ledger: many short quotes", lambda: ledger(["the of"] * (mb // 20)))
    quotes("ledger: many empty quotes", lambda: ledger([""] * (mb // 14)))
    quotes("ledger: a million columns", lambda: b"quote" + b"," * mb + b"\n\"x\"" + b"," * mb + b"\n")
    quotes("ledger: an open cell", lambda: b"quote\n\"" + b"a\n" * (mb // 2))
    quotes("ledger: a million doubled quotes", lambda: b"quote\n\"" + b"\"\"" * (mb // 2) + b"\"\n")
    quotes("ledger: JSON, a million levels", lambda: b"[" * mb, "json")
    quotes("ledger: JSON lines, levels in a row", lambda: b'{"quote": "a", "x": ' + b"[" * (mb // 2) + b"]" * (mb // 2) + b"}\n", "jsonl")
    quotes("ledger: JSON lines, many keys", lambda: b'{"quote": "a"' + numbered(mb, lambda i: f', "{letters(i)}": 1') + b"}\n", "jsonl")
    return cases


class Run:
    def __init__(self, seconds, memory, status, note):
        self.seconds, self.memory, self.status, self.note = seconds, memory, status, note


def run(command):
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                             preexec_fn=limits)
    note = child.stderr.read().decode(errors="replace").strip().splitlines()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code, note[0][:100] if note else "")


def best(commands, rounds):
    """The commands in turn, so many times; of each the run with the least time."""
    out = [None] * len(commands)
    for _ in range(rounds):
        for i, command in enumerate(commands):
            one = run(command)
            if out[i] is None or one.seconds < out[i].seconds or one.status < 0:
                out[i] = one
            if one.status < 0 or one.seconds > 60:
                return [o or run(c) for o, c in zip(out, commands)]
    return out


class Table:
    def __init__(self, title, markdown):
        self.markdown, self.worst, self.failed = markdown, 0.0, []
        print(f"\n{'### ' if markdown else ''}{title}\n" if markdown else f"\n{title}")
        if markdown:
            print("| case | MB | time, s | plain, s | ratio | x4 | memory, MB | plain, MB |\n"
                  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        else:
            print(f"{'case':48}{'MB':>7}{'time':>8}{'plain':>8}{'ratio':>7}{'x4':>6}{'memory':>8}{'plain':>7}")

    def row(self, name, size, hostile, ordinary, base, quarter):
        net = max(hostile.seconds - base, 0.0)
        other = max(ordinary.seconds - base, FLOOR)
        ratio = net / other
        bad = ratio > MOST or hostile.status < 0 or hostile.status not in (0, 2)
        self.worst = max(self.worst, ratio)
        if bad:
            self.failed.append(name)
        refused = f" (refused: {hostile.note.split(': ', 2)[-1]})" if hostile.status == 2 else ""
        killed = f" killed by {signal.Signals(-hostile.status).name}" if hostile.status < 0 else ""
        mark = " !" if bad else ""
        growth = ""
        if ratio > MOST and hostile.status >= 0:
            growth = f"{net / max(quarter().seconds - base, FLOOR / 4):.1f}"
        figures = (f"{size / 1e6:.1f}", f"{net:.2f}", f"{other:.2f}", f"{ratio:.1f}{mark}", growth, f"{hostile.memory:.0f}",
                   f"{ordinary.memory:.0f}")
        if self.markdown:
            shown = name.replace("|", "\\|")
            print(f"| {shown}{'; refused' if refused else ''}{killed} | " + " | ".join(figures) + " |", flush=True)
        else:
            print(f"{name[:47]:48}{figures[0]:>7}{figures[1]:>8}{figures[2]:>8}{figures[3]:>7}{figures[4]:>6}{figures[5]:>8}{figures[6]:>7}"
                  f"{refused}{killed}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--only", default="", help="cases with this in their name")
    options.add_argument("--command", choices=["extract", "audit"], help="one of the two tables")
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--markdown", action="store_true")
    options.add_argument("--keep", help="write the hostile texts there and leave them")
    options = options.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        def put(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(data)
            return path

        def keep(name, data):
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, "".join(c if c.isalnum() else "-" for c in name) + ".txt"), "wb") as file:
                    file.write(data)

        empty = put("empty.txt", b"")
        if options.command != "audit":
            extract = lambda path: [options.program, "extract", path, "-j", "1", "--format", "csv", "-o", "/dev/null"]
            base = best([extract(empty)], 5)[0].seconds
            table = Table("extract", options.markdown)
            for name, make in extract_cases().items():
                if options.only not in name:
                    continue
                data = make()
                keep(name, data)
                hostile, ordinary = best([extract(put("hostile.txt", data)), extract(put("plain.txt", plain(len(data))))],
                                         options.rounds)
                table.row(name, len(data), hostile, ordinary, base,
                          lambda data=data: best([extract(put("quarter.txt", data[:len(data) // 4]))], options.rounds)[0])
            failed += table.failed
        if options.command != "extract":
            audit = lambda quotes, source: [options.program, "audit", quotes, "--sources", source, "-j", "1", "--format",
                                            "jsonl", "-o", "/dev/null", "--quiet"]
            small = put("small.txt", plain(1000))
            base = best([audit(put("one.csv", ledger(["the harbour may not"])), small)], 5)[0].seconds
            table = Table("audit", options.markdown)
            for name, (make_source, make_ledger, _, ending, kind, few) in audit_cases().items():
                if options.only not in name:
                    continue
                source = make_source() if make_source else plain(5 * MEGABYTE)
                quotes = make_ledger() if make_ledger else few
                usual = plain_ledger(len(quotes)) if not make_source else few
                hostile, ordinary = best([audit(put("hostile." + kind, quotes), put("source." + ending, source)),
                                          audit(put("plain.csv", usual), put("plain.txt", plain(len(source))))],
                                         options.rounds)
                part = lambda data: data[:max(data.rfind(b"\n", 0, len(data) // 4) + 1, 100)]
                table.row(name, len(source) if make_source else len(quotes), hostile, ordinary, base,
                          lambda: best([audit(put("quarter." + kind, quotes if make_source else part(quotes)),
                                              put("quarter-source." + ending, part(source) if make_source else source))],
                                       options.rounds)[0])
            failed += table.failed
    if failed:
        print("\nFAILED: " + "; ".join(failed), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
