"""The tasking table: who is asked by whom to do what, under which condition, by when."""
