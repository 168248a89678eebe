"""What an operator sees of a server: structured logs and metrics."""
