"""The training loop: symmetric InfoNCE over the batch, one table of rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from index.embedder.training.batches import Bags, Batch, Sampler

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. `rate` is relative to a first table of mean square one."""

    dimension: int = 1024
    batch: int = 2048
    steps: int = 2000
    rate: float = 0.06
    warm_up: int = 50
    scale: float = 30.0
    saturation: float = 0.25
    # Of the lengths of the right sides, as in `index.embedder.pooling`.
    slope: float = 0.4
    # How much of the trained table, the rest being the first one.
    trained: float = 0.7
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Sides:
    left: Tensor
    right: Tensor
    # The lengths of the right sides' sums, relative to their mean.
    lengths: Tensor


def train(sampler: Sampler, first: NDArray[np.float32], settings: Settings, log: Log) -> Tensor:
    """Train from the table `first` (pieces, dimension); the result is a mixture with it.

    A mixture keeps what the first table knows of words that training seldom meets, and is better
    at all that was trained as well (Wortsman et al. 2022, Robust fine-tuning of zero-shot models).
    """
    # Sums in one order make a run repeatable; and on cores that others use too, threads that wait
    # for each other at every step were four times slower than one.
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    table = _Adam(torch.from_numpy(first.copy()).to(device))
    started = time.monotonic()
    total = 0.0
    for step in range(1, settings.steps + 1):
        batch = sampler.draw()
        used, sides = _embed(table, batch, settings.saturation)
        loss = _loss(sides, torch.from_numpy(batch.groups).to(device), settings)
        loss.backward()  # type: ignore[no-untyped-call]
        table.step(used, settings.rate * _schedule(step, settings))
        total += float(loss.detach())
        if step % 100 == 0:
            seconds = time.monotonic() - started
            log(f"step {step}: loss {total / 100:.3f}, {step / seconds:.2f} steps/s")
            total = 0.0
    share = settings.trained
    return share * table.rows.cpu() + (1 - share) * torch.from_numpy(first)


class _Adam:
    """Adam (Kingma and Ba 2015) on the rows that a step uses; a batch uses one in ten."""

    def __init__(self, rows: Tensor, betas: tuple[float, float] = (0.9, 0.99)) -> None:
        self.rows = rows
        self._betas = betas
        self._means = torch.zeros_like(rows)
        self._squares = torch.zeros_like(rows)
        self._steps = torch.zeros(len(rows), 1, device=rows.device)

    def step(self, used: tuple[Tensor, Tensor], rate: float) -> None:
        """Move the rows `used[0]` against the gradient of their copies `used[1]`."""
        numbers, copies = used
        gradient = copies.grad
        assert gradient is not None
        first, second = self._betas
        self._steps[numbers] += 1
        steps = self._steps[numbers]
        means = self._means[numbers].mul_(first).add_(gradient, alpha=1 - first)
        squares = self._squares[numbers].mul_(second).addcmul_(gradient, gradient, value=1 - second)
        self._means[numbers] = means
        self._squares[numbers] = squares
        size = (squares / (1 - second**steps)).sqrt_().add_(1e-12)
        self.rows[numbers] = copies.detach() - rate * (means / (1 - first**steps)) / size


def _schedule(step: int, settings: Settings) -> float:
    return min(1.0, step / settings.warm_up) * max(0.01, 1 - step / settings.steps)


def _embed(table: _Adam, batch: Batch, saturation: float) -> tuple[tuple[Tensor, Tensor], _Sides]:
    device = table.rows.device
    pieces, texts, counts = _counted(batch.left, batch.right, len(table.rows))
    numbers, places = np.unique(pieces, return_inverse=True)
    used = torch.from_numpy(numbers).to(device)
    copies = table.rows[used].requires_grad_(True)
    sums = functional.embedding_bag(
        torch.from_numpy(places).to(device),
        copies,
        torch.from_numpy(np.searchsorted(texts, np.arange(2 * len(batch.groups)))).to(device),
        mode="sum",
        per_sample_weights=torch.from_numpy((counts**saturation).astype(np.float32)).to(device),
    )
    lengths = sums.norm(dim=1, keepdim=True).clamp_min(1e-6)
    left, right = (sums / lengths).tensor_split(2)
    right_lengths = lengths[len(left) :, 0]
    return (used, copies), _Sides(left, right, right_lengths / right_lengths.detach().mean())


def _counted(
    left: Bags, right: Bags, pieces: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The different pieces of each text, the text of each, and how often they stand in it."""
    texts = np.concatenate([left.owners, len(left.offsets) + right.owners])
    keys = texts * pieces + np.concatenate([left.pieces, right.pieces])
    found, counts = np.unique(keys, return_counts=True)
    return found % pieces, found // pieces, counts


def _loss(sides: _Sides, groups: Tensor, settings: Settings) -> Tensor:
    # Half precision: five times as fast on a processor that knows it, and errors of 1 in 300.
    cosines = (sides.left.bfloat16() @ sides.right.bfloat16().T).float()
    scores = settings.scale * cosines * (sides.lengths**settings.slope)[None, :]
    # The same text twice in a batch is not a negative of itself.
    same = groups[:, None] == groups[None, :]
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, float("-inf"))
    target = torch.arange(len(scores), device=scores.device)
    loss: Tensor = functional.cross_entropy(scores, target) + functional.cross_entropy(
        scores.T, target
    )
    return loss / 2
