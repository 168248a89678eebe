"""Trains the tokenizer: one vocabulary of word pieces for the six languages."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from typing import Final

from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, trainers
from tokenizers.models import Unigram

from index.embedder.training.acronyms import short_forms
from index.embedder.training.aligned import Aligned
from index.words import LANGUAGES

SIZE: Final = 40_000
CHARACTERS_PER_LANGUAGE: Final = 5_000_000
UNKNOWN: Final = "<unk>"

# Longer Han pieces are set phrases of resolutions: a question that quotes half of one would
# share no piece with it.
_HAN_PIECE_LENGTH = 4
_WORD_START: Final = "▁"
_HAN = re.compile(r"[\u3400-\u9fff]")
# An acronym is a piece of its own: cut in two it would be told by syllables that it shares. Its
# log probability is that of a rare piece, well above that of two.
_ACRONYM_SCORE = -11.0
# Pieces trained beyond SIZE, to be left after the long Han pieces are taken out.
_SURPLUS = 8_000


def train_tokenizer(sources: Iterable[Aligned], seed: int) -> Tokenizer:
    """A unigram tokenizer of `SIZE` pieces, trained on as many characters of each language.

    Chinese is given a third of the characters: it says as much in a third of them.
    """
    tokenizer = _untrained()
    trainer = trainers.UnigramTrainer(
        vocab_size=SIZE + _SURPLUS,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=16,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(list(sources), seed), trainer)
    return _pruned(tokenizer)


def _untrained() -> Tokenizer:
    tokenizer = Tokenizer(Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            # Accents go because many write without them; in Arabic this takes the vowel signs
            # and unites the alifs, in Russian it unites е and ё.
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            # Soft hyphens, direction marks and the Arabic stroke stand inside words.
            normalizers.Replace(Regex(r"[\p{Cf}\u0640]+"), ""),
            normalizers.Replace("\u0649", "\u064a"),
            # Punctuation would take a third of the pieces of a paragraph and say nothing.
            normalizers.Replace(Regex(r"[\p{P}\p{S}\p{Z}\p{C}]+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def _sample(sources: list[Aligned], seed: int) -> Iterable[str]:
    """Texts of every language: half from the first source, half from the others."""
    chance = random.Random(seed)
    for language in LANGUAGES:
        wanted = CHARACTERS_PER_LANGUAGE // (3 if language == "zh" else 1)
        first = list(sources[0].texts[language])
        others = [text for source in sources[1:] for text in source.texts.get(language, ())]
        for texts in (others, first):
            chance.shuffle(texts)
            share = wanted // 2 if texts is others else wanted
            for text in texts:
                if share <= 0:
                    break
                share -= len(text)
                wanted -= len(text)
                yield text


def _pruned(tokenizer: Tokenizer) -> Tokenizer:
    state = json.loads(tokenizer.to_str())
    pieces: list[tuple[str, float]] = state["model"]["vocab"]
    kept = [
        (piece, score)
        for piece, score in _in_one_order(pieces)
        if piece == UNKNOWN or len(piece) <= _HAN_PIECE_LENGTH or not _HAN.search(piece)
    ]
    # The first is the unknown piece; the letters stay, or words would fall apart into unknowns.
    kept = [kept[0], *sorted(kept[1:], key=lambda piece: (len(piece[0]) > 1, -piece[1], piece[0]))]
    added = _acronyms(tokenizer) - {piece for piece, _ in kept}
    state["model"]["vocab"] = [
        *kept[: SIZE - len(added)],
        *((piece, _ACRONYM_SCORE) for piece in sorted(added)),
    ]
    return Tokenizer.from_str(json.dumps(state))


def _in_one_order(pieces: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """`pieces` with the same scores from run to run, so that a seed gives one tokenizer.

    The trainer's threads sum in any order; and it gives the letters that are no pieces by merit the
    lowest score, the next one a ten-thousandth more, in any order.
    """
    letters = [score for piece, score in pieces if len(piece) == 1]
    lowest = min(letters)
    by_merit = lowest + len(letters) * 1e-4
    return [
        (piece, round(lowest if len(piece) == 1 and score < by_merit else score, 6))
        for piece, score in pieces
    ]


def _acronyms(tokenizer: Tokenizer) -> set[str]:
    """The short forms that are one word, as pieces."""
    pieces: set[str] = set()
    for short in short_forms():
        word = tokenizer.normalizer.normalize_str(short)
        if " " not in word:
            pieces.add(word if _HAN.search(word) else f"{_WORD_START}{word}")
    return pieces


def pieces_of(tokenizer: Tokenizer) -> list[str]:
    """The pieces of `tokenizer` in the order of their numbers."""
    numbers = tokenizer.get_vocab()
    return sorted(numbers, key=numbers.__getitem__)
