"""Fits the decision to answer to questions with known answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant import Assistant
from assistant.calibration import CALIBRATION, Calibration
from eval.record import Record

_STEPS = 50
_LEAST_PENALTY = 1e-6


def fit(
    assistant: Assistant,
    records: Sequence[Record],
    calibration: Calibration = CALIBRATION,
    strength: float = 1.0,
) -> Calibration:
    """`calibration` with the decision fitted to `records`: logistic regression, ridge `strength`.

    A case is a question about a topic whose best paragraph either answers it or should not, because
    nothing does. `assistant` reads and ranks as it is calibrated. Newton's method on the penalised
    likelihood (Hosmer and Lemeshow 2000, 2.3).
    """
    cases = assistant.decisions([(r.question, r) for r in records if r.dialogue is None])
    rows, wanted = [], []
    for record, best, found in cases:
        right = record.status == "answered" and best in record.allowed
        if right or record.status == "not_found":
            rows.append((1.0, *found))
            wanted.append(float(right))
    x, y = np.array(rows), np.array(wanted)
    spread = x.std(axis=0)
    # A sign that is the same in all cases tells nothing: its weight is held at 0.
    # The bias hardly, so that the equations have a solution whatever the cases.
    penalty = np.diag(
        [_LEAST_PENALTY, *(strength * np.where(spread[1:] > 1e-9, spread[1:], 1.0) ** 2)]
    )
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights += np.linalg.solve(hessian, gradient)
    return replace(
        calibration,
        decision_bias=round(float(weights[0]), 3),
        decision_weights=tuple(round(float(w), 3) for w in weights[1:]),
    )
