"""Reads a question: its language, the documents and places it names, its terms, what it leaves out."""

from assistant.question.reading import Question, read_question

__all__ = ["Question", "read_question"]
