"""Relations between documents: stated in a text, or known from titles, dates and symbols.

`stated` reads them from one document; `graph` looks them up both ways among many.
"""
