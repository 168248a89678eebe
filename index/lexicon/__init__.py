"""A statistical lexicon: which words translate or paraphrase which, and how rare a word is.

Learned from the parallel texts of United Nations resolutions and smaller open collections. See
README.md beside this file for its sources, figures and limits.
"""

from index.lexicon.lookup import Lexicon, load_lexicon
from index.lexicon.tables import DamagedLexicon

__all__ = ["DamagedLexicon", "Lexicon", "load_lexicon"]
