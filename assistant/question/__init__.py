"""Reads a question: its language, what it names, its terms, what it leaves out."""

from assistant.question.model import Intent, Question, Turn
from assistant.question.reading import read_question

__all__ = ["Intent", "Question", "Turn", "read_question"]
