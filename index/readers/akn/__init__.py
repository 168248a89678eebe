"""Reads AKN4UN: Akoma Ntoso 3.0 as the United Nations uses it for resolutions and other documents.

Source of the rules: OASIS LegalDocML, "Akoma Ntoso Version 1.0, Part 1: XML Vocabulary", and the
guidelines of the United Nations (AKN4UN), as published resolutions show them.
"""

from __future__ import annotations

from index.readers.akn.read import read_akn

__all__ = ["read_akn"]
