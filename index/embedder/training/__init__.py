"""Training of the shipped embedding model; nothing here is imported to use one."""
