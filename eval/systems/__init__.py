"""Systems that answer questions with cited passages: ours, ours without a stage, and others."""
