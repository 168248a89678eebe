"""How fast a transformer embeds: the program of a process that is measured.

    python -m eval.scale.transformer CORPUS PARAGRAPHS

The model is made on the spot with the sizes of `all-MiniLM-L6-v2`, the usual choice of the recipe: six
layers, 384 wide, 12 heads, 256 tokens. Its weights are by chance, which costs the same time; its tokens are
the pieces of words that the sample itself has.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.scale.corpus import cut, read_lines, write_lines
from eval.scale.plain import chunks_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_LAYERS, _WIDTH, _HEADS, _INNER = 6, 384, 12, 1536
_TOKENS, _POSITIONS, _VOCABULARY = 256, 512, 30_522
_WARMING = 32
_MARKS = {
    "unk_token": "[UNK]",
    "pad_token": "[PAD]",
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "mask_token": "[MASK]",
}


def measure(corpus: Path, paragraphs: int) -> dict[str, float]:
    """The seconds that the model takes to import, and for the chunks of the first `paragraphs`."""
    with TemporaryDirectory() as folder:
        sample = write_lines(cut(read_lines(corpus), paragraphs), Path(folder, "sample.jsonl"))
        chunks = [chunk.page_content for chunk in chunks_of(sample.path)]
        started = time.perf_counter()
        import sentence_transformers  # noqa: F401

        loading = time.perf_counter() - started
        model = make_model(chunks, Path(folder))
        model.encode(chunks[:_WARMING], show_progress_bar=False)
        started = time.perf_counter()
        model.encode(chunks, show_progress_bar=False)
        seconds = time.perf_counter() - started
    return {
        "paragraphs": sample.paragraphs,
        "characters": sample.characters,
        "loading": loading,
        "rate": sample.characters / seconds,
    }


def make_model(texts: Sequence[str], folder: Path) -> SentenceTransformer:
    """A sentence-transformers model of that size, which is written into `folder`."""
    from sentence_transformers import SentenceTransformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    pieces = BertWordPieceTokenizer(lowercase=True)
    pieces.train_from_iterator(texts, vocab_size=_VOCABULARY, show_progress=False)
    # With its vocabulary given, it puts the marks of beginning and end around a text.
    BertWordPieceTokenizer(pieces.get_vocab(), lowercase=True).save(str(folder / "pieces.json"))
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(folder / "pieces.json"), model_max_length=_TOKENS, **_MARKS
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=_VOCABULARY,
        hidden_size=_WIDTH,
        num_hidden_layers=_LAYERS,
        num_attention_heads=_HEADS,
        intermediate_size=_INNER,
        max_position_embeddings=_POSITIONS,
    )
    BertModel(config).save_pretrained(folder)
    # The mean of the tokens' vectors is what sentence-transformers takes where nothing is said.
    model = SentenceTransformer(str(folder), device="cpu")
    model.max_seq_length = _TOKENS
    return model


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
