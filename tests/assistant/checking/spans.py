"""True and altered quotations of the shipped documents, drawn with a seed."""

from __future__ import annotations

import random
import re
import unicodedata

QUOTES = ["'", "’", "‘", "`", "ʼ"]
DASHES = ["-", "‐", "‑", "–", "—"]
SPACES = [" ", "  ", "\u00a0", "\u202f", "\u2009", "\n", "\r\n", "\t", "\u3000"]
UNSEEN = ["\u00ad", "\u200d", "\u2060", "\u200b"]
AROUND = [
    ("“", "”"),
    ("«\u00a0", "\u00a0»"),
    ("„", "“"),
    ('"', '"'),
    ("「", "」"),
    ("‹", "›"),
    ("〝", "〞"),
]
FRAMES = [
    "He said: {} and left.",
    "{}",
    "Le texte dit {} (voir plus bas).",
    "Он сказал: {}.",
    "他说：{}。",
]
NOT = {"en": "not", "fr": "ne pas", "ru": "не"}
NUMBERS = {"en": "three", "fr": "trois", "ru": "три"}
KINDS = (
    "word",
    "number",
    "negation",
    "order",
    "ellipsis",
    "language",
    "case",
    "left out",
    "put in",
    "mark",
)
WORD = re.compile(r"[^\W_]+")


class Drawing:
    """Draws quotations from versions: pairs of a language and a text."""

    def __init__(self, versions, seed):
        self.versions, self.random = versions, random.Random(seed)

    def span(self):
        """A language and a span of three to eighty words."""
        while True:
            language, text = self.random.choice(self.versions)
            words = list(re.finditer(r"\S+", text))
            most = self.random.choice([8, 80])
            count = min(len(words), self.random.randint(3, most))
            first = self.random.randrange(len(words) - count + 1)
            span = text[words[first].start() : words[first + count - 1].end()]
            if any(map(str.isalpha, span)):
                return language, span

    def typed(self, text):
        """`text` in another typography."""
        drawn = []
        for at, character in enumerate(text):
            if character in "'’‘":
                character = self.random.choice(QUOTES)
            elif character in "-–":
                character = self.random.choice(DASHES)
            elif character == " " and self.random.random() < 0.3:
                character = self.random.choice(SPACES)
            elif (
                character.isalpha()
                and text[at + 1 : at + 2].isalpha()
                and self.random.random() < 0.03
            ):
                character += self.random.choice(UNSEEN)
            drawn.append(character)
        return unicodedata.normalize(self.random.choice(["NFC", "NFD"]), "".join(drawn))

    def quoted(self, text):
        """`text` between marks, in a sentence; None where it has such marks itself."""
        before, behind = self.random.choice(AROUND)
        if before.strip() in text or behind.strip() in text:
            return None
        return self.random.choice(FRAMES).format(before + self.typed(text) + behind)

    def altered(self, text, language, kind):
        """`text` with one alteration of that kind; None where it cannot have one."""
        words = list(WORD.finditer(text))
        at = self.random.randrange(len(words))
        word = words[at]
        before, after = text[: word.start()], text[word.end() :]
        if kind == "word":
            return (
                before
                + self.random.choice(WORD.findall(self.random.choice(self.versions)[1]))
                + after
            )
        if kind == "number":
            if digits := list(re.finditer(r"\d+", text)):
                one = self.random.choice(digits)
                return f"{text[: one.start()]}{int(one.group()) + 1}{text[one.end() :]}"
            return f"{before}{NUMBERS[language]} {text[word.start() :]}"
        if kind == "negation":
            return f"{before}{NOT[language]} {text[word.start() :]}"
        if kind == "language":
            others = [other for code, other in self.versions if code != language]
            return before + " ".join(self.random.choice(others).split()[:3]) + after
        if kind == "case":
            return before + word.group()[0].swapcase() + word.group()[1:] + after
        if kind == "put in":
            return (
                f"{before}{self.random.choice(['only', 'toujours', 'лишь'])} {text[word.start() :]}"
            )
        return self._inside(text, words, at, kind)

    def _inside(self, text, words, at, kind):
        if not 0 < at < len(words) - 1:
            return None
        word, following = words[at], words[at + 1]
        if kind == "order":
            between = text[word.end() : following.start()]
            return (
                text[: word.start()]
                + following.group()
                + between
                + word.group()
                + text[following.end() :]
            )
        if kind == "ellipsis":
            sign = self.random.choice(["…", "...", "[…]", "(...)", "[. . .]"])
            return f"{text[: word.start()]}{sign} {text[following.start() :]}"
        if kind == "left out":
            return text[: word.start()] + text[following.start() :]
        return (
            text[: word.end()] + self.random.choice([", ", "; ", " (", "! "]) + text[word.end() :]
        )
