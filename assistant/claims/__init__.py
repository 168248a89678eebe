"""Claims: whether what a statement says stands in its passages."""
