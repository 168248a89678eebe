"""Whether a paragraph names its own document's matter where another one names its own.

"The people of …" is said of each territory in the same words: the name alone tells that it is another thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.lineage.passage import content_stems
from index.document import Document
from index.words import Language


def names_another_matter(
    texts: tuple[str, str], documents: tuple[Document, Document], language: Language
) -> bool:
    """Whether a word of the one document's title stands for a word of the other's, at the same place.

    Years, sessions and numbers do not count, nor words that both titles or both texts have. Documents
    without a title in the `language` tell nothing.
    """
    titles = [d.titles.get(language) for d in documents]
    if not titles[0] or not titles[1]:
        return False
    one, other = (_told(text, language) for text in texts)
    first, second = (set(_told(title, language)) for title in titles if title)
    names = first - second - set(other), second - first - set(one)
    # Without its guess of what is frequent: a long paragraph has every name often.
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return any(
        kind == "replace" and names[0] & set(one[a:b]) and names[1] & set(other[c:d])
        for kind, a, b, c, d in matcher.get_opcodes()
    )


def _told(text: str, language: Language) -> Sequence[str]:
    """The stems of `text` that tell something and are no figures."""
    return [stem for stem in content_stems(text, language) if any(map(str.isalpha, stem))]
