"""Measures the instruments beside asking: `python -m eval.instruments`."""
