"""Lineage: how paragraphs go from one document to the next, and what becomes of their words."""
