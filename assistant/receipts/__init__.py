"""Receipts: what an answer was made from, kept so that anybody can verify it later."""
