"""Word alignment of parallel texts: who translates whom, learned from the texts alone.

IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation") in both
directions, with three amendments that paragraphs as long as the training data's need:

- positions far from the diagonal are less likely (Dyer, Chahuneau and Smith 2013, "A Simple,
  Fast, and Effective Reparameterization of IBM Model 2"): exp(-λ |i/m - j/n|);
- every translation starts each round with a ten-thousandth of a count, so that none is lost for
  good early on (the sparse prior of the same paper's variational Bayes step was tried instead: it
  finds half as many links and does worse on held-out text);
- in the last rounds the two directions are trained to agree: a link counts by the product of
  its two posteriors (Liang, Taskar and Klein 2006, "Alignment by Agreement").

Needs numba, which only training does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from index.lexicon.corpus import Parallel

_NULL_SHARE = 0.08
_PRIOR = 1e-4
_EMPTY = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Links:
    """Expected counts of links: `english[k]` with `foreign[k]`, `count[k]` times."""

    english: NDArray[np.int32]
    foreign: NDArray[np.int32]
    count: NDArray[np.float64]


def align(
    texts: Parallel,
    sizes: tuple[int, int],
    *,
    alone: int = 3,
    agreeing: int = 3,
    diagonal: float = 4.0,
) -> Links:
    """The links that both directions find, with how often they are expected to stand.

    `sizes` are the sizes of the English and of the foreign vocabulary, each below 65,536.
    `alone` rounds train each direction by itself, then `agreeing` (at least one) train them
    together. `diagonal` is λ above. Raises ValueError for a vocabulary that is too large.
    """
    if max(sizes) >= 1 << 16:
        raise ValueError(f"a vocabulary of {max(sizes)} stems does not fit in 16 bits")
    e, f = texts.english, texts.foreign
    cells, keys = _cells(e.flat, e.start, f.flat, f.start)
    of_e = (keys & np.uint32(0xFFFF)).astype(np.int32)
    of_f = (keys >> np.uint32(16)).astype(np.int32)
    given_f = np.full(len(keys), 1.0 / sizes[0], dtype=np.float32)
    given_e = np.full(len(keys), 1.0 / sizes[1], dtype=np.float32)
    null_e = np.full(sizes[0], 1.0 / sizes[0])
    null_f = np.full(sizes[1], 1.0 / sizes[1])
    decay = np.exp(-diagonal * np.arange(1025) / 1024).astype(np.float32)
    for turn in range(alone + agreeing):
        count_f = np.zeros(len(keys), dtype=np.float32)
        count_e = np.zeros(len(keys), dtype=np.float32)
        empty_e, empty_f = np.zeros(sizes[0]), np.zeros(sizes[1])
        _expect(
            cells,
            (e.flat, e.start, f.flat, f.start, texts.weight),
            (given_f, given_e, null_e, null_f, decay),
            (count_f, count_e, empty_e, empty_f),
            turn >= alone,
        )
        given_f = _share(count_f, of_f, sizes[1], sizes[0])
        given_e = _share(count_e, of_e, sizes[0], sizes[1])
        null_e = (empty_e + _PRIOR) / (empty_e.sum() + _PRIOR * sizes[0])
        null_f = (empty_f + _PRIOR) / (empty_f.sum() + _PRIOR * sizes[1])
    kept = count_f > 0.02
    return Links(of_e[kept], of_f[kept], count_f[kept].astype(np.float64))


def _share(
    count: NDArray[np.float32], given: NDArray[np.int32], givens: int, outcomes: int
) -> NDArray[np.float32]:
    """The M step: the share of each count in those of its condition, smoothed."""
    totals = np.bincount(given, weights=count, minlength=givens).astype(np.float32)
    return (count + np.float32(_PRIOR)) / (totals[given] + np.float32(_PRIOR * outcomes))


# numba's decorators are not typed.
_jit: Any = nb.njit(cache=False, fastmath=True)


@_jit  # type: ignore[untyped-decorator]
def _cells(
    e: NDArray[np.int32],
    e_start: NDArray[np.int64],
    f: NDArray[np.int32],
    f_start: NDArray[np.int64],
) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """The number of each (foreign, English) pair that meets, cell by cell, and the pairs."""
    total = 0
    for s in range(len(e_start) - 1):
        total += (e_start[s + 1] - e_start[s]) * (f_start[s + 1] - f_start[s])
    slots = 1 << 12
    while slots < total and slots < 1 << 27:
        slots *= 2
    mask = np.uint64(slots - 1)
    table = np.full(slots, _EMPTY, dtype=np.uint32)
    number = np.zeros(slots, dtype=np.int32)
    keys = np.zeros(slots, dtype=np.uint32)
    cells = np.zeros(total, dtype=np.int32)
    used = 0
    at = 0
    for s in range(len(e_start) - 1):
        for i in range(f_start[s], f_start[s + 1]):
            for j in range(e_start[s], e_start[s + 1]):
                key = np.uint32((np.uint32(f[i]) << np.uint32(16)) | np.uint32(e[j]))
                # Fibonacci hashing (Knuth 1973, 6.4), then linear probing.
                slot = ((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)) & mask
                while table[slot] != key and table[slot] != _EMPTY:
                    slot = (slot + np.uint64(1)) & mask
                if table[slot] == _EMPTY:
                    table[slot] = key
                    number[slot] = used
                    keys[used] = key
                    used += 1
                cells[at] = number[slot]
                at += 1
    return cells, keys[:used].copy()


@_jit  # type: ignore[untyped-decorator]
def _expect(
    cells: NDArray[np.int32],
    texts: tuple[Any, ...],
    model: tuple[Any, ...],
    counts: tuple[Any, ...],
    agree: bool,
) -> None:
    """One E step over all texts, both directions, adding to `counts`."""
    e, e_start, f, f_start, weight = texts
    given_f, given_e, null_e, null_f, decay = model
    count_f, count_e, empty_e, empty_f = counts
    near = np.zeros((256, 256), dtype=np.float32)
    post_f = np.zeros((256, 256), dtype=np.float32)
    post_e = np.zeros((256, 256), dtype=np.float32)
    at = 0
    for s in range(len(weight)):
        n = e_start[s + 1] - e_start[s]
        m = f_start[s + 1] - f_start[s]
        w = weight[s]
        if m == 0 or n == 0:
            continue
        for i in range(m):
            for j in range(n):
                gap = abs((i + 0.5) / m - (j + 0.5) / n)
                near[i, j] = decay[int(gap * 1024)]
                k = cells[at + i * n + j]
                post_f[i, j] = given_f[k]
                post_e[i, j] = given_e[k]
        for j in range(n):
            spread = 0.0
            for i in range(m):
                spread += near[i, j]
            share = (1.0 - _NULL_SHARE) / spread
            null = _NULL_SHARE * null_e[e[e_start[s] + j]]
            total = null + 1e-30
            for i in range(m):
                post_f[i, j] *= near[i, j] * share
                total += post_f[i, j]
            for i in range(m):
                post_f[i, j] /= total
            empty_e[e[e_start[s] + j]] += w * null / total
        for i in range(m):
            spread = 0.0
            for j in range(n):
                spread += near[i, j]
            share = (1.0 - _NULL_SHARE) / spread
            null = _NULL_SHARE * null_f[f[f_start[s] + i]]
            total = null + 1e-30
            for j in range(n):
                post_e[i, j] *= near[i, j] * share
                total += post_e[i, j]
            for j in range(n):
                post_e[i, j] /= total
            empty_f[f[f_start[s] + i]] += w * null / total
        for i in range(m):
            for j in range(n):
                k = cells[at + i * n + j]
                if agree:
                    both = w * post_f[i, j] * post_e[i, j]
                    count_f[k] += both
                    count_e[k] += both
                else:
                    count_f[k] += w * post_f[i, j]
                    count_e[k] += w * post_e[i, j]
        at += m * n
