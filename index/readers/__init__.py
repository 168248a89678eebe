"""Readers: from a file to paragraphs."""
