#!/usr/bin/env python3
"""Learns the weights of the cue signs and writes grammars/en/signs.txt.

usage: quoteledger_cue_signs GOLD_DIR | train_signs.py [--out FILE] [--check]

A logistic choice between the candidates of a quote and nobody: the weight of a candidate is its rule's base plus the sum
of its signs' weights. Trained by stochastic gradient (AdaGrad) with a fixed seed; signs seen fewer than --least times are
left out, weights are drawn to zero by an L2 penalty. --check trains on half of the documents and scores the other half.
"""
import argparse, collections, json, math, random, sys


def read(stream, least):
    rows = [json.loads(line) for line in stream]
    seen = collections.Counter()
    for row in rows:
        seen.update(row["nobody"])
        for candidate in row["candidates"]:
            seen.update(candidate["signs"])
    names = sorted(n for n, c in seen.items() if c >= least)
    index = {n: i for i, n in enumerate(names)}
    out = []
    for row in rows:
        candidates = [(c["right"], c["base"], [index[s] for s in c["signs"] if s in index]) for c in row["candidates"]]
        out.append((row["document"], candidates, [index[s] for s in row["nobody"] if s in index]))
    return names, out


def scores(weights, candidates, nobody):
    out = [base + sum(weights[s] for s in signs) for _, base, signs in candidates]
    out.append(sum(weights[s] for s in nobody))
    return out


def train(rows, size, rounds, rate, decay):
    weights, squares = [0.0] * size, [1e-2] * size
    rows = list(rows)
    for _ in range(rounds):
        random.shuffle(rows)
        for _, candidates, nobody in rows:
            s = scores(weights, candidates, nobody)
            top = max(s)
            p = [math.exp(x - top) for x in s]
            total = sum(p)
            p = [max(x / total, 1e-9) for x in p]
            good = [right for right, _, _ in candidates]
            good.append(not any(good))
            mass = sum(x for x, g in zip(p, good) if g)
            for x, g, signs in zip(p, good, [c[2] for c in candidates] + [nobody]):
                step = (x / mass if g else 0.0) - x
                if abs(step) < 1e-3:
                    continue
                for sign in signs:
                    grade = step - decay * weights[sign]
                    squares[sign] += grade * grade
                    weights[sign] += rate * grade / math.sqrt(squares[sign])
    return weights


def evaluate(weights, rows, bias=0.0):
    right = wrong = 0
    for _, candidates, nobody in rows:
        s = scores(weights, candidates, nobody)
        s[-1] += bias
        best = max(range(len(s)), key=s.__getitem__)
        if best < len(candidates):
            right += candidates[best][0]
            wrong += not candidates[best][0]
    return right, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--least", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0.2)
    parser.add_argument("--decay", type=float, default=0.01)
    args = parser.parse_args()
    names, rows = read(sys.stdin, args.least)
    random.seed(7)
    if args.check:
        documents = sorted({r[0] for r in rows})
        random.shuffle(documents)
        half = set(documents[::2])
        learned = [r for r in rows if r[0] in half]
        other = [r for r in rows if r[0] not in half]
        print("by rule scores alone", evaluate([0.0] * len(names), other), "candidates hold the right one in",
              sum(any(c[0] for c in r[1]) for r in other), "of", len(other))
        weights = train(learned, len(names), args.rounds, args.rate, args.decay)
        for bias in (-1, -0.5, 0, 0.5, 1):
            print("bias", bias, "learned half", evaluate(weights, learned, bias), "other half", evaluate(weights, other, bias))
    if args.out:
        weights = train(rows, len(names), args.rounds, args.rate, args.decay)
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# Weights of the cue signs, in log odds. Made by quoteledger_cue_signs and tools/train_signs.py; see docs/grammars.md.\n")
            for name, weight in sorted(zip(names, weights)):
                if abs(weight) >= 0.02:
                    out.write(f"{name} {weight:.2f}\n")
        print("all", evaluate(weights, rows))


if __name__ == "__main__":
    main()
