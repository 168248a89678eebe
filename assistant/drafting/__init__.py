"""Drafting verbs: the words by which a United Nations text decides, requests, welcomes or notes."""
