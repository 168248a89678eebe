"""Who may ask, and how much: keys, sign-in, limits, and the headers that shut the page in."""
