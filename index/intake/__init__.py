"""From the paths that a user gives to the language versions of documents, safely.

`sources` finds files, `members` unpacks them, `formats` tells what they are by their content, `read`
chooses the reader, `guard` runs it apart, and `report` says what came of it. Files may be damaged or
hostile: each of them is read, or refused in one line, in bounded time and memory.
"""
