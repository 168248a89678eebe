"""Writers: from evidence to the sentences of an answer."""
