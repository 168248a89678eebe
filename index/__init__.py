"""Knows documents: reads them, keeps them, and finds paragraphs in them."""
