from __future__ import annotations

import pytest

from index.intake.limits import in_words


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (12, "12 bytes"),
        (1000, "1 kB"),
        (2_147_483_648, "2.1 GB"),
        (50_000_000, "50 MB"),
        (999_900, "1 MB"),
        (4.5e15, "4500 TB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_a_person_would_choose(size: float, told: str) -> None:
    assert in_words(size) == told
