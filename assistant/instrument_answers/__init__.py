"""Answers to questions that an instrument answers: what changed, what is still there, what a verb means."""
