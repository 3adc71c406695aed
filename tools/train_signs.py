#!/usr/bin/env python3
"""Learns the weights of the cue signs and writes grammars/en/signs.txt. Needs numpy.

usage: quoteledger_cue_signs GOLD_DIR... | train_signs.py [--out FILE] [--check]

A logistic choice between the candidates of a quote and nobody: the weight of a candidate is its rule's base plus the sum
of its signs' weights. The likelihood is made as large as can be (Rprop over all quotes at once, so the same input gives the
same weights), less half of --spread times the square of each weight; signs seen fewer than --least times are left out.
A quote of a novel counts --novels times one of a news story. --lean is how much likelier than nobody somebody has to be, for
fewer and surer credits. The signs called unseen tell, where no candidate is right, whether somebody speaks all the same.
--check learns on three quarters of the documents and scores the fourth, four times over.
"""
import argparse
import collections
import json
import re
import sys

import numpy as np

# What leads to speech never speaks for nobody: where a verb of speech stands beside a quote, strong rules would else push
# nobody up, and a subject that no rule knows would lose to it.
SPEECH = re.compile(r"nobody:((next|previous):(say|report)(:|$)|quote:comma$)")


class Choices:
    """All options of all quotes in rows: the candidates of a quote, then nobody."""

    def __init__(self, rows, least, novels):
        rows = [row for row in rows if row["candidates"]]
        options = []  # (quote, right, base, signs)
        seen = collections.Counter()
        for number, row in enumerate(rows):
            nobody_right = not any(c["right"] for c in row["candidates"])
            options += [(number, c["right"], c["base"], c["signs"]) for c in row["candidates"]]
            options.append((number, nobody_right, row["nobody_base"], row["nobody"]))
            seen.update(row["nobody"])
            for candidate in row["candidates"]:
                seen.update(candidate["signs"])
        self.names = sorted(name for name, count in seen.items() if count >= least)
        index = {name: i for i, name in enumerate(self.names)}
        self.speech = np.array([SPEECH.match(name) is not None for name in self.names])
        self.documents = [row["document"] for row in rows]
        self.counts = np.array([novels if row["by_name"] else 1 for row in rows], float)
        self.quotes = len(rows)
        self.quote = np.array([o[0] for o in options])
        self.right = np.array([o[1] for o in options], bool)
        self.base = np.array([o[2] for o in options], float)
        signs = [(i, index[s]) for i, o in enumerate(options) for s in o[3] if s in index]
        self.option_of, self.sign = np.array(signs).T
        self.nobody = np.append(np.diff(self.quote) > 0, True)  # each quote's last option

    def scores(self, weights):
        return self.base + np.bincount(self.option_of, weights[self.sign], minlength=len(self.base))

    def chances(self, weights):
        scores = self.scores(weights)
        top = np.full(self.quotes, -np.inf)
        np.maximum.at(top, self.quote, scores)
        powers = np.exp(scores - top[self.quote])
        return powers / np.bincount(self.quote, powers)[self.quote]

    def learn(self, learned, spread, rounds):
        """Weights from the quotes that `learned` marks."""
        weights = np.zeros(len(self.names))
        step = np.full(len(weights), 0.1)
        last = np.zeros(len(weights))
        counts = np.where(learned, self.counts, 0)[self.quote]
        for _ in range(rounds):
            chances = self.chances(weights)
            good = np.where(self.right, chances, 0)
            mass = np.bincount(self.quote, good)[self.quote]
            pull = counts * (good / np.maximum(mass, 1e-12) - chances)
            slope = np.bincount(self.sign, pull[self.option_of], minlength=len(weights)) - spread * weights
            turn = slope * last
            step = np.where(turn > 0, np.minimum(step * 1.2, 0.5), np.where(turn < 0, np.maximum(step * 0.5, 1e-4), step))
            last = slope
            weights = weights + np.sign(slope) * step
            weights = np.where(self.speech, np.minimum(weights, 0), weights)
        return weights

    def evaluate(self, weights, scored, lean):
        """How many of the quotes that `scored` marks are credited rightly and wrongly."""
        scores = self.scores(weights) + np.where(self.nobody, lean, 0)
        order = np.lexsort((-scores, self.quote))
        best = order[np.append(True, np.diff(self.quote[order]) > 0)]
        credited = best[~self.nobody[best] & scored[self.quote[best]]]
        return int(self.right[credited].sum()), int((~self.right[credited]).sum())


class Unseen:
    """Quotes none of whose candidates is right, and whether somebody speaks them all the same: a logistic regression."""

    def __init__(self, rows, least):
        rows = [row for row in rows if not row["by_name"] and not any(c["right"] for c in row["candidates"])]
        seen = collections.Counter(name for row in rows for name in row["unseen"])
        self.names = sorted(name for name, count in seen.items() if count >= least)
        own = [set(row["unseen"]) for row in rows]
        self.signs = np.array([[name in names for name in self.names] for names in own], float)
        self.speaks = np.array([row["attributed"] for row in rows], float)

    def learn(self, spread):
        """Newton's method; it settles in a few steps."""
        weights = np.zeros(len(self.names))
        for _ in range(30):
            chances = 1 / (1 + np.exp(-self.signs @ weights))
            slope = self.signs.T @ (self.speaks - chances) - spread * weights
            bend = (self.signs.T * (chances * (1 - chances))) @ self.signs + spread * np.eye(len(weights))
            weights = weights + np.linalg.solve(bend, slope)
        return weights


def check(choices, args):
    documents = sorted(set(choices.documents))
    part = {name: i % 4 for i, name in enumerate(documents)}
    parts = np.array([part[name] for name in choices.documents])
    learned = [choices.learn(parts != i, args.spread, args.rounds) for i in range(4)]
    for lean in (0, 0.25, 0.5):
        pairs = [choices.evaluate(learned[i], parts == i, lean) for i in range(4)]
        right, wrong = (sum(pair[i] for pair in pairs) for i in range(2))
        print(f"lean {lean}: {right} right, {wrong} wrong, precision {right / (right + wrong):.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--least", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--spread", type=float, default=5)
    parser.add_argument("--novels", type=float, default=0.05)
    parser.add_argument("--lean", type=float, default=1.1)
    args = parser.parse_args()
    rows = [json.loads(line) for line in sys.stdin]
    choices = Choices(rows, args.least, args.novels)
    if args.check:
        check(choices, args)
    if args.out:
        weights = choices.learn(np.ones(choices.quotes, bool), args.spread, args.rounds)
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# Weights of the cue signs, in log odds. Made by quoteledger_cue_signs and tools/train_signs.py; see docs/grammars.md.\n")
            unseen = Unseen(rows, args.least)
            learned = list(zip(choices.names, weights)) + list(zip(unseen.names, unseen.learn(args.spread)))
            lines = [(name, weight) for name, weight in learned if abs(weight) >= 0.02]
            for name, weight in sorted(lines + [("lean", args.lean)]):
                out.write(f"{name} {weight:.2f}\n")
        print("all", choices.evaluate(weights, np.ones(choices.quotes, bool), args.lean))


if __name__ == "__main__":
    main()
