"""The training loop: symmetric InfoNCE over the batch, one embedding matrix."""

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
    """How to train. `rate` is relative to an initial matrix of standard deviation one."""

    dimension: int = 256
    batch: int = 1024
    steps: int = 4000
    rate: float = 0.2
    warm_up: int = 100
    scale: float = 20.0
    rarity: float = 1e-3
    seed: int = 1


def train(
    sampler: Sampler, frequencies: NDArray[np.float64], settings: Settings, log: Log
) -> NDArray[np.float32]:
    """The trained matrix (pieces, dimension); `frequencies` are the shares of the pieces."""
    # Sums in one order make a run repeatable; and on cores that others use too, threads that wait
    # for each other at every step were four times slower than one.
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    weights = torch.nn.Parameter(_initial(frequencies, settings))
    adam = torch.optim.Adam([weights], lr=settings.rate, betas=(0.9, 0.99), eps=1e-12, fused=True)
    started = time.monotonic()
    total = 0.0
    for step in range(1, settings.steps + 1):
        for group in adam.param_groups:
            group["lr"] = settings.rate * _schedule(step, settings)
        adam.zero_grad(set_to_none=True)
        loss = _loss(weights, sampler.draw(), settings.scale)
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        total += float(loss.detach())
        if step % 100 == 0:
            seconds = time.monotonic() - started
            log(f"step {step}: loss {total / 100:.3f}, {step / seconds:.2f} steps/s")
            total = 0.0
    matrix: NDArray[np.float32] = weights.detach().numpy()
    return matrix


def _initial(frequencies: NDArray[np.float64], settings: Settings) -> Tensor:
    """Random rows, shorter for frequent pieces (Arora et al. 2017, smooth inverse frequency)."""
    rarity = torch.from_numpy(settings.rarity / (settings.rarity + frequencies)).float()
    return torch.randn(len(frequencies), settings.dimension) * rarity[:, None]


def _schedule(step: int, settings: Settings) -> float:
    return min(1.0, step / settings.warm_up) * max(0.01, 1 - step / settings.steps)


def _loss(weights: Tensor, batch: Batch, scale: float) -> Tensor:
    # One look-up for both sides: its gradient is as large as the matrix.
    left, right = _embed(weights, batch.left.then(batch.right)).tensor_split(2)
    scores = scale * left @ right.T
    groups = torch.from_numpy(batch.groups)
    # The same text twice in a batch is not a negative of itself.
    same = groups[:, None] == groups[None, :]
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, float("-inf"))
    target = torch.arange(len(scores))
    loss: Tensor = functional.cross_entropy(scores, target) + functional.cross_entropy(
        scores.T, target
    )
    return loss / 2


def _embed(weights: Tensor, bags: Bags) -> Tensor:
    means = functional.embedding_bag(
        torch.from_numpy(bags.pieces.astype(np.int64)),
        weights,
        torch.from_numpy(bags.offsets),
        mode="mean",
    )
    return functional.normalize(means)
