"""Prompt templates, one file a prompt."""
