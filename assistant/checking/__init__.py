"""The quote checker: every quotation and every cited place of a text, looked up."""
