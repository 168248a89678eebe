"""Evaluates answers: questions with gold paragraphs, measures, and the calibration."""
