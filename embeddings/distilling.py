"""A vector for every word piece of a model, distilled from it once, without any text.

Each word piece is embedded alone. What all of them share tells nothing of what a text is about and is taken away: the
mean, and the directions along which they vary most (Mu and Viswanath, 2018). Common pieces weigh less than rare ones
(smooth inverse frequency: Arora, Liang and Ma, 2017); how common one is, is told by its place in the vocabulary, which
stands in order of frequency, by Zipf's law, as in Model2Vec (Minishlab, 2024).
"""

import logging
from collections.abc import Iterator

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize
from sklearn.decomposition import PCA
from tokenizers import Tokenizer

from embeddings.encoder import FloatArray
from embeddings.pieces import Pieces

DIMENSION = 256
SHARED = 8
"""Directions of most variance that are taken away."""
SMOOTHING = 1e-5
"""A word piece with this share of all text weighs half of what the rarest weigh."""
FIRST_RANK = 2
_PIECES_AT_ONCE = 512

log = logging.getLogger(__name__)


def distil(model: SentenceTransformer) -> Pieces:
    """Give each word piece of a transformer its vector, of :data:`DIMENSION` components.

    The transformer's texts begin and end with one special token, as BERT's do.
    """
    log.info("distilling a static model from %s word pieces; this is done once", f"{len(model.tokenizer):,}")
    table = _weighed(_without_the_shared(np.concatenate(list(_alone(model)))))
    table[model.tokenizer.all_special_ids] = 0.0
    tokenizer: Tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(int(model.max_seq_length or model.tokenizer.model_max_length))
    return Pieces(tokenizer, table)


def _alone(model: SentenceTransformer) -> Iterator[FloatArray]:
    """Each word piece as a text of its own, before normalization: float32 of shape (pieces, model dimension)."""
    modules = [module for module in model if not isinstance(module, Normalize)]
    first, last = model.tokenizer.cls_token_id, model.tokenizer.sep_token_id
    for start in range(0, len(model.tokenizer), _PIECES_AT_ONCE):
        pieces = torch.arange(start, min(start + _PIECES_AT_ONCE, len(model.tokenizer)))
        input_ids = torch.stack(
            [torch.full_like(pieces, first), pieces, torch.full_like(pieces, last)], dim=1
        ).to(model.device)
        features = {"input_ids": input_ids, "attention_mask": torch.ones_like(input_ids)}
        with torch.inference_mode():
            for module in modules:
                features = module(features)
        yield features["sentence_embedding"].float().cpu().numpy()


def _without_the_shared(rows: FloatArray) -> FloatArray:
    """Rows without their mean and the :data:`SHARED` first principal components: shape (pieces, DIMENSION)."""
    components = PCA(SHARED + DIMENSION, svd_solver="full").fit_transform(rows.astype(np.float64))
    return np.asarray(components[:, SHARED:], dtype=np.float32)


def _weighed(rows: FloatArray) -> FloatArray:
    ranks = np.arange(FIRST_RANK, FIRST_RANK + len(rows), dtype=np.float64)
    shares = (1 / ranks) / (1 / ranks).sum()
    return np.ascontiguousarray(rows * (SMOOTHING / (SMOOTHING + shares))[:, np.newaxis], dtype=np.float32)
