"""Train the lexicon: `python -m index.lexicon.train --data FOLDER [--out FOLDER]`.

Takes some five minutes on one core and a few gigabytes of memory; needs numba and SciPy.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lexicon.corpus import Numbering, Parallel, Ragged, pairs, read_parallel, resolution_texts
from index.lexicon.lookup import FOLDER
from index.lexicon.tables import LinkTable, Tables, checksum, write_tables
from index.words import LANGUAGES, Language

_LEAST_SEEN = 2.0
_MOST_STEMS = 40_000
_MOST_LINKS = 12
_LEAST = 0.01
_MOST_PARAPHRASES = 8
_LEAST_PARAPHRASE = 0.02
_LEAST_WITNESS = 0.01
# Added to what a stem's links sum to: a stem whose only evidence is a fraction of a link does
# not get a translation with probability one.
_DOUBT = 0.3


@dataclass(frozen=True, slots=True)
class Translations:
    """Links of one language with English: t(English | foreign) and t(foreign | English)."""

    english: NDArray[np.int32]
    foreign: NDArray[np.int32]
    to_english: NDArray[np.float64]
    from_english: NDArray[np.float64]


def main(arguments: list[str] | None = None) -> int:
    """Train on the folder named on the command line and write the six files."""
    parser = argparse.ArgumentParser(description="Train the translation lexicon.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of training data")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder to write to")
    parser.add_argument("--without", default="", help="leave out symbols that start like this")
    parser.add_argument("--diagonal", type=float, default=4.0, help="λ of the position prior")
    given = parser.parse_args(arguments)
    train(given.data, given.out, without=given.without, diagonal=given.diagonal)
    return 0


def train(data: Path, out: Path, *, without: str = "", diagonal: float = 4.0) -> None:
    """Learn the lexicon from the folder `data` and write one file a language to `out`.

    Resolutions whose symbol starts with `without` are left out, for measuring on them. Raises
    FileNotFoundError where a file of the training data is missing.
    """
    from index.lexicon.align import align

    numberings = {language: Numbering(language) for language in LANGUAGES}
    texts: dict[Language, Parallel] = {}
    for language in LANGUAGES[1:]:
        found = pairs(data, language, without=without)
        texts[language] = read_parallel(found, numberings["en"], numberings[language])
        _say(f"{language}: {len(texts[language].weight)} pairs")
    counts = {
        language: _count(parallel.foreign, parallel.weight, len(numberings[language].stems))
        for language, parallel in texts.items()
    }
    counts["en"] = np.sum(
        [_count(p.english, p.weight, len(numberings["en"].stems)) for p in texts.values()], axis=0
    )
    vocabularies = {k: Vocabulary.of(numberings[k].stems, counts[k]) for k in LANGUAGES}
    english = vocabularies["en"]
    found_links: dict[Language, Translations] = {}
    for language, parallel in texts.items():
        foreign = vocabularies[language]
        sizes = len(english.stems), len(foreign.stems)
        renumbered = Parallel(
            parallel.english.renumbered(english.new),
            parallel.foreign.renumbered(foreign.new),
            parallel.weight,
        )
        links = align(renumbered, sizes, diagonal=diagonal)
        found_links[language] = translations(links.english, links.foreign, links.count, sizes)
        _say(f"{language}: {sizes[1]} stems, {len(found_links[language].english)} links")
    paraphrases = english_paraphrases(list(found_links.values()), len(english.stems))
    out.mkdir(parents=True, exist_ok=True)
    mark = checksum(english.stems)
    for language in LANGUAGES:
        vocabulary = vocabularies[language]
        if language == "en":
            table = paraphrases
        else:
            t = found_links[language]
            table = LinkTable.of(
                len(vocabulary.stems), t.foreign, t.english, t.to_english, t.from_english
            )
        frequency, documents = _frequency(data, numberings[language], vocabulary, without)
        write_tables(
            out / f"{language}.npz", Tables(vocabulary.stems, frequency, documents, table, mark)
        )
    _say(f"written to {out.name}: {sum(p.stat().st_size for p in out.glob('*.npz'))} bytes")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems that are kept, in code point order; `new[k]` is where number k went, or -1."""

    stems: list[str]
    new: NDArray[np.int32]

    @classmethod
    def of(cls, stems: list[str], counts: NDArray[np.float64]) -> Vocabulary:
        """The stems counted at least twice, and of those the 40,000 most frequent."""
        kept = [k for k in range(len(stems)) if counts[k] >= _LEAST_SEEN]
        kept = sorted(kept, key=lambda k: -counts[k])[:_MOST_STEMS]
        kept.sort(key=lambda k: stems[k])
        new = np.full(len(stems), -1, dtype=np.int32)
        new[kept] = np.arange(len(kept), dtype=np.int32)
        return cls([stems[k] for k in kept], new)


def translations(
    english: NDArray[np.int32],
    foreign: NDArray[np.int32],
    count: NDArray[np.float64],
    sizes: tuple[int, int],
) -> Translations:
    """Both conditional probabilities of each link, from the expected counts.

    A link stays where it is among the 12 best of its English or of its foreign stem with a
    probability of at least 0.01. `sizes` are those of the two vocabularies.
    """
    sum_e = np.bincount(english, weights=count, minlength=sizes[0])
    sum_f = np.bincount(foreign, weights=count, minlength=sizes[1])
    to_english = count / (sum_f[foreign] + _DOUBT)
    from_english = count / (sum_e[english] + _DOUBT)
    kept = _among_best(foreign, to_english, _MOST_LINKS, _LEAST)
    kept |= _among_best(english, from_english, _MOST_LINKS, _LEAST)
    return Translations(english[kept], foreign[kept], to_english[kept], from_english[kept])


def english_paraphrases(pivots: list[Translations], size: int) -> LinkTable:
    """Paraphrases of the `size` English stems: p(b | a) = mean over pivots Σ_f t(b | f) t(f | a).

    The mean is over the languages that translate a at all. Where these are several, two of them
    must bear b out: two senses of one foreign word look like a paraphrase in its language alone
    (a role and a session are one stem in Arabic).
    """
    from scipy.sparse import csr_array

    total = csr_array((size, size), dtype=np.float64)
    witnesses = csr_array((size, size), dtype=np.float64)
    languages = np.zeros(size)
    for t in pivots:
        foreign = int(t.foreign.max()) + 1
        there = csr_array((t.from_english, (t.english, t.foreign)), shape=(size, foreign))
        back = csr_array((t.to_english, (t.foreign, t.english)), shape=(foreign, size))
        through = there @ back
        total = total + through
        witnesses = witnesses + (through >= _LEAST_WITNESS).astype(np.float64)
        languages += np.diff(there.indptr) > 0
    enough = csr_array(witnesses >= 2.0) + csr_array(
        (witnesses >= 1.0).multiply((languages == 1)[:, None])
    )
    # Borne out one way is enough for both: the likelihoods differ with the stems' frequencies.
    total = csr_array(total.multiply((enough + enough.T).astype(bool)))
    total.eliminate_zeros()
    pairs_found = total.tocoo()
    source, target = (axis.astype(np.int32) for axis in pairs_found.coords)
    forward = pairs_found.data / np.maximum(languages[source], 1)
    # The reverse of pair (a, b) is the pair (b, a), found by its place among the sorted pairs.
    key = source.astype(np.int64) * size + target
    order = np.argsort(key)
    reverse = target.astype(np.int64) * size + source
    place = np.minimum(np.searchsorted(key[order], reverse), len(key) - 1)
    hit = key[order][place] == reverse
    backward = np.where(hit, forward[order][place], 0.0)
    other = source != target
    kept = np.zeros(len(key), dtype=bool)
    for given, likelihood in ((source, forward), (target, backward)):
        best = _among_best(given[other], likelihood[other], _MOST_PARAPHRASES, _LEAST_PARAPHRASE)
        kept[np.flatnonzero(other)[best]] = True
    return LinkTable.of(size, source[kept], target[kept], forward[kept], backward[kept])


def _among_best(
    given: NDArray[np.int32], values: NDArray[np.float64], most: int, least: float
) -> NDArray[np.bool_]:
    """Whether each value is at least `least` and among the `most` largest of its `given`."""
    order = np.lexsort((-values, given))
    ordered = given[order]
    first = np.searchsorted(ordered, ordered)
    kept = np.zeros(len(given), dtype=bool)
    kept[order] = np.arange(len(given)) - first < most
    return kept & (values >= least)


def _count(sequences: Ragged, weight: NDArray[np.float32], size: int) -> NDArray[np.float64]:
    weights = np.repeat(weight.astype(np.float64), np.diff(sequences.start))
    return np.bincount(sequences.flat, weights=weights, minlength=size).astype(np.float64)


def _frequency(
    data: Path, numbering: Numbering, vocabulary: Vocabulary, without: str
) -> tuple[NDArray[np.uint32], int]:
    """In how many distinct paragraphs of the resolutions each stem stands, and of how many."""
    language = numbering.language
    texts = {t[language] for t in resolution_texts(data, without=without) if t.get(language)}
    frequency = np.zeros(len(vocabulary.stems), dtype=np.uint32)
    for text in texts:
        numbers = np.unique(np.frombuffer(numbering.read(text), dtype=np.int32))
        new = np.array([vocabulary.new[k] for k in numbers if k < len(vocabulary.new)], dtype=int)
        frequency[new[new >= 0]] += 1
    return frequency, len(texts)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
