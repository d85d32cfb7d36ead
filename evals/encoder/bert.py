"""A small BERT encoder in PyTorch, for training only: at run time its ONNX export is used.

Post-layer-norm transformer (Devlin et al. 2019) with the sizes of all-MiniLM-L6-v2. Word vectors are not part
of it: they stay as they are, are kept once for all models, and come in as input together with features of the
words, such as how they are written, which a learnt projection adds to them.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 512
EPSILON = 1e-12


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each added to what came in and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.fed = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Return hidden states of shape (texts, tokens, 384); `bias` is added to the attention scores."""
        rows, length, _ = hidden.shape

        def heads(linear: nn.Linear) -> Tensor:
            return linear(hidden).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = heads(self.query) @ heads(self.key).transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias
        shares = functional.dropout(scores.softmax(-1), self.dropout, self.training)
        mixed = (shares @ heads(self.value)).transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.attended(hidden + functional.dropout(self.out(mixed), self.dropout, self.training))
        fed = self.outer(functional.gelu(self.inner(hidden)))
        return self.fed(hidden + functional.dropout(fed, self.dropout, self.training))


class Encoder(nn.Module):
    """From word vectors and features of tokens to hidden states."""

    def __init__(self, features: int, *, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.Linear(features, WIDTH, bias=False) if features else None
        self.normal = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout
        if self.features is not None:
            nn.init.zeros_(self.features.weight)

    def forward(self, words: Tensor, features: Tensor | None, present: Tensor) -> Tensor:
        """Return hidden states.

        Args:
            words: word vectors, float of shape (texts, tokens, 384).
            features: features of the tokens, float of shape (texts, tokens, features).
            present: 1 for tokens and 0 for padding, float of shape (texts, tokens).
        """
        places = torch.arange(words.shape[1], device=words.device)
        hidden = words + self.positions(places) + self.segment
        if self.features is not None and features is not None:
            hidden = hidden + self.features(features)
        hidden = functional.dropout(self.normal(hidden), self.dropout, self.training)
        bias = (1.0 - present)[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def start_from(self, weights: Mapping[str, Tensor]) -> None:
        """Take the weights of the base model, by its own names; see `evals.encoder.base`."""
        own = self.state_dict()
        own["positions.weight"] = weights["embeddings.position_embeddings.weight"]
        own["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
        own |= _pair("normal", "embeddings.LayerNorm", weights)
        for number in range(len(self.layers)):
            for mine, base in NAMES.items():
                own |= _pair(f"layers.{number}.{mine}", f"encoder.layer.{number}.{base}", weights)
        self.load_state_dict(own)


NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "fed": "output.LayerNorm",
}
"""Parts of a layer here and in the base model."""


def _pair(mine: str, base: str, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {f"{mine}.{part}": weights[f"{base}.{part}"] for part in ("weight", "bias")}
