"""Measures under their standard names; each module has those of one question."""
