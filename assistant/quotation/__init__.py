"""Checks a quote: whether words that somebody has stand in the documents, and where."""
