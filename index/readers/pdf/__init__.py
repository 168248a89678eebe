"""Reads United Nations documents from PDF files that have a text layer."""

from index.readers.pdf.read import read_pdf

__all__ = ["read_pdf"]
