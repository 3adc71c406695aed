"""A plain text, news-like: what hostile texts are measured against.

Stories of some thirty paragraphs with a few people each, who are brought in with their office, called by their last name
later, and quoted in the usual ways. Its measures are those of news (words, capitals, commas, digits, quotes and paragraphs a
kilobyte, distinct words a megabyte), as a text of a few words over and over is much easier than any real one: tables stay
small, and whatever is remembered of words lately fits again. `python3 tools/plain_text.py BYTES [SEED]` writes one.
"""
import argparse
import functools
import random
import sys

SMALL = """the of to and a in that for it is was on with as at by from this be are were has had have will would not an but
which or their they its more after about when who also could there than over before been into one two last new""".split()
OPENERS = "But And In On At For While When After Before Still Since If Although Now Yet However".split()
STEMS = ("bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st t tr v w".split(), "a e i o u ai ea ou oo".split(),
         "b ck d ft g l ll m n nd nt p r rd rn rt s st t x".split())
ENDINGS = ["", "", "", "s", "s", "ed", "ing", "er", "ly", "al", "ion", "ment", "ity", "able"]
FIRST = """Ana Ingrid Tomas Jonas Ida Bo Clara Mina Peter Olga Rosa Viktor Lena Hugo Nadia Felix Marta Ivan Maria John Paul
Anna James Sarah David Laura Robert Emma Daniel Ruth Karen Thomas Helen Mark Susan Alan Grace Henry Julia Samuel""".split()
OFFICES = """mayor teacher engineer spokesman spokeswoman senator chairman lawyer farmer doctor director professor analyst
official manager economist researcher secretary president activist""".split()
TITLES = "Mr. Ms. Dr. Sen. Gov. Rep. Mayor President Professor Judge".split()
BODIES = "Council Ministry University Institute Party Bank Commission Department Agency Union Court Hospital".split()
VERBS = "said said said said said said added explained warned replied noted argued insisted wrote recalled".split()
MONTHS = "January March May July August October December".split()


class News:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words = self.stems(30000, 3)
        self.names = [word.capitalize() for word in self.stems(6000, 2)]

    def stems(self, count, most):
        """Words that no language has, the first ones short; no two the same."""
        made = {}
        while len(made) < count:
            syllables = 1 + self.rng.randrange(most)
            word = "".join(self.rng.choice(part) for _ in range(syllables) for part in STEMS)
            made[word + self.rng.choice(ENDINGS)] = True
        return sorted(made, key=len)[count // 20:]

    def rare(self, items):
        """One of them, the first ones far more often (after Zipf)."""
        return items[int(len(items) ** self.rng.random()) - 1]

    def story(self):
        rng = self.rng
        self.people = [(rng.choice(FIRST), self.rare(self.names), rng.choice(OFFICES), rng.random() < 0.5)
                       for _ in range(rng.randrange(2, 6))]
        self.known = set()
        self.places = [self.rare(self.names) for _ in range(4)]
        self.bodies = [f"{rng.choice(self.places)} {rng.choice(BODIES)}" for _ in range(3)]
        paragraphs = [" ".join(self.rare(self.words).capitalize() for _ in range(7))]
        paragraphs += [self.paragraph() for _ in range(rng.randrange(15, 40))]
        return "\n\n".join(paragraphs) + "\n\n"

    def clause(self, least, most):
        """Words without an end; some names, numbers and commas among them."""
        rng = self.rng
        out = []
        for _ in range(rng.randrange(least, most)):
            draw = rng.random()
            if draw < 0.42:
                out.append(rng.choice(SMALL))
            elif draw < 0.86:
                out.append(self.rare(self.words))
            elif draw < 0.90:
                out.append(rng.choice(self.places))
            elif draw < 0.92:
                out.append("the " + rng.choice(self.bodies))
            elif draw < 0.94:
                out.append(rng.choice(self.people)[1])
            elif draw < 0.96:
                out.append(f"{rng.randrange(1, 3000):,}" if rng.random() < 0.7 else f"{rng.choice(MONTHS)} {rng.randrange(1, 29)}")
            elif draw < 0.97:
                out.append(rng.choice(self.places) + "'s")
            else:
                out.append(rng.choice(["it's", "don't", self.rare(self.words) + "-" + self.rare(self.words), "U.S.", "percent"]))
            if rng.random() < 0.05:
                out[-1] += ","
        out[-1] = out[-1].rstrip(",")
        return " ".join(out)

    def sentence(self):
        rng = self.rng
        draw = rng.random()
        if draw < 0.2:
            start = f"{rng.choice(OPENERS)} {rng.choice(SMALL)} "
        elif draw < 0.4:
            start = f"{self.named(rng.choice(self.people))} {rng.choice(SMALL)} "
        elif draw < 0.5:
            start = rng.choice(["He ", "She ", "They "])
        else:
            start = "The "
        return start + self.clause(10, 32) + "."

    def named(self, person):
        """With the office the first time, mostly by the last name later."""
        rng = self.rng
        first, last, office, woman = person
        if person not in self.known:
            self.known.add(person)
            return rng.choice([f"{first} {last}, a {office} of the {rng.choice(self.bodies)},",
                               f"{rng.choice(self.places)} {office} {first} {last}", f"{rng.choice(TITLES)} {first} {last}"])
        return rng.choice([last, last, f"{first} {last}", ("Ms. " if woman else "Mr. ") + last])

    def quote(self):
        """Words of a few people, without marks."""
        self.people, self.places, self.bodies = [("Ana", "Ruiz", "mayor", True)], self.names[:4], self.names[4:7]
        return self.speech(3, 18)

    def speech(self, least, most):
        text = self.clause(least, most)
        return text[0].upper() + text[1:]

    def quoted(self):
        rng = self.rng
        person = rng.choice(self.people)
        who, verb = self.named(person), rng.choice(VERBS)
        he = "she" if person[3] else "he"
        draw = rng.random()
        if draw < 0.30:
            return f"“{self.speech(10, 32)},” {verb} {who.rstrip(',')}. {self.sentence()}"
        if draw < 0.50:
            return f"“{self.speech(8, 24)},” {he} said. “{self.speech(8, 28)}.”"
        if draw < 0.60:
            return f"{who} told the {rng.choice(self.bodies)}: “{self.speech(10, 32)}.”"
        if draw < 0.80:
            return f"{self.sentence()} {who} {verb} that it was “{self.clause(3, 14)}” {self.clause(2, 7)}."
        if draw < 0.88:
            return f"The {self.rare(self.words)} is “{self.clause(2, 6)},” according to {who.rstrip(',')}. {self.sentence()}"
        if draw < 0.94:
            return f"“{self.speech(10, 32)}.”"
        return f"{self.sentence()} The so-called “{self.rare(self.words)}” {self.clause(4, 12)}."

    def paragraph(self):
        if self.rng.random() < 0.36:
            return self.quoted()
        return " ".join(self.sentence() for _ in range(self.rng.choice([1, 1, 2, 2, 3])))


@functools.lru_cache(maxsize=None)
def block(seed, size):
    news, made, length = News(seed), [], 0
    while length < size:
        made.append(news.story().encode())
        length += len(made[-1])
    return b"".join(made)


def plain(size, seed=1):
    """Of so many bytes, at most; what is longer than a few megabytes comes again."""
    text = block(seed, 1 << 20 if size <= 1 << 20 else 6 << 20)
    return (text * (size // len(text) + 1))[:size].rsplit(b" ", 1)[0] + b"\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bytes", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    wanted = parser.parse_args()
    sys.stdout.buffer.write(plain(wanted.bytes, wanted.seed))
