"""Fine-tune the encoder with a head that gives every word piece a class."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.encoder.base import weights, words
from evals.encoder.bert import WIDTH, Encoder
from evals.tagging.examples import IGNORED, Example, batches
from retrieval.deid.tagger import CLASSES
from retrieval.deid.word_view import FEATURES

RATE, HEAD_RATE, WARM, DECAY = 2e-4, 1e-3, 0.06, 0.01
BATCH = 2048
"""Tokens of a batch."""
BLIND = 0.15
"""Share of pieces whose list features are hidden, so that context must do: 1 in lists means little abroad."""
LISTS = slice(6, None)
WEIGHT = 1.5
"""Weight of identifiers beside other words: a miss costs more than a word too many."""


class Tagger(nn.Module):
    """The encoder with its head. Gives logits of shape (texts, tokens, classes)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder = Encoder(len(FEATURES), layers=layers)
        self.head = nn.Linear(WIDTH, len(CLASSES))

    def forward(self, vectors: Tensor, features: Tensor, present: Tensor) -> Tensor:
        """Return the logits."""
        return self.head(self.encoder(vectors, features, present))


def train(
    rounds: Sequence[Callable[[], Sequence[Example]]], *, layers: int, seed: int,
    after: Callable[[Tagger, int], None] = lambda _model, _number: None,
) -> Tagger:  # fmt: skip
    """Train through all rounds, each giving its examples when asked.

    Args:
        rounds: one a round.
        layers: of the encoder.
        seed: of everything that is drawn here.
        after: called with the model after each round, for figures.
    """
    torch.manual_seed(seed)
    rng = Random(seed)  # noqa: S311 - reproducible, not secret
    model = Tagger(layers)
    model.encoder.start_from(weights())
    table, scale = (torch.tensor(part) for part in words())
    optimiser = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": RATE},
            {"params": model.head.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=DECAY,
    )
    total = step = 0
    bases = [group["lr"] for group in optimiser.param_groups]
    classes = torch.tensor([1.0] + [WEIGHT] * (len(CLASSES) - 1))
    for number, make in enumerate(rounds):
        found = list(batches(make(), BATCH, rng))
        total = total or len(found) * len(rounds)
        model.train()
        started, loss_sum = time.monotonic(), 0.0
        for group in found:
            share = min(1.0, (step + 1) / (WARM * total)) * max(0.02, 1 - step / total)
            for params, base in zip(optimiser.param_groups, bases, strict=True):
                params["lr"] = base * share
            vectors, features, present, labels = tensors(group, table, scale)
            hidden = torch.rand(features.shape[:2]) < BLIND
            features[..., LISTS] *= (~hidden)[..., None]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(vectors, features, present)
            loss = functional.cross_entropy(
                logits.float().flatten(0, 1), labels.flatten(), weight=classes, ignore_index=IGNORED,
                label_smoothing=0.02,
            )  # fmt: skip
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            loss_sum, step = loss_sum + loss.item(), step + 1
        seconds = time.monotonic() - started
        print(
            f"round {number}: {len(found)} batches, loss {loss_sum / len(found):.4f}, {seconds:.0f} s",
            flush=True,
        )
        after(model, number)
    return model


def tensors(group: Sequence[Example], table: Tensor, scale: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return word vectors, features, presence and classes, padded to the longest."""
    length = max(len(e.ids) for e in group)
    ids = np.zeros((len(group), length), dtype=np.int64)
    features = np.zeros((len(group), length, len(FEATURES)), dtype=np.float32)
    present = np.zeros((len(group), length), dtype=np.float32)
    labels = np.full((len(group), length), IGNORED, dtype=np.int64)
    for row, example in enumerate(group):
        size = len(example.ids)
        ids[row, :size], features[row, :size] = example.ids, example.features
        present[row, :size], labels[row, :size] = 1.0, example.classes
    places = torch.tensor(ids)
    vectors = table[places].float() * scale[places]
    return vectors, torch.tensor(features), torch.tensor(present), torch.tensor(labels)
