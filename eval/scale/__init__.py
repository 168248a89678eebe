"""The benchmark of scale: what adding and asking cost as the documents grow."""
