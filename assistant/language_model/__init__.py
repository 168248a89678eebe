"""The language model, where one is set: opening it, calling it, and what becomes of its failures."""
