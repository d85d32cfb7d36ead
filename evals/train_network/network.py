"""The network that learns to read: one encoder, heads over its sentences, and heads over the whole note.

A sentence is the mean of its pieces. A note is, for each domain, a mixture of its sentences with learnt
attention beside their plain mean. At run time the encoder is ONNX and the heads are numpy; see
`tools.reading.network`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.encoder.bert import WIDTH, Encoder
from tools.reading import pieces
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS

CLASSES = len(LEVELS) + 1
LAYERS = 4
"""Of the base model's six, for two thirds of the time; what that costs stands in the data card."""
INNER = 128
DROPOUT = 0.1
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Logits:
    """What the heads say: rows are sentences, or notes for `states`."""

    domains: Tensor
    topics: Tensor
    directions: Tensor
    flags: Tensor
    states: Tensor


class ReadingNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder(pieces.WIDTH, layers=LAYERS)
        self.domains = nn.Linear(WIDTH, len(DOMAINS) * CLASSES)
        self.topics = nn.Linear(WIDTH, len(TOPICS))
        self.directions = nn.Linear(WIDTH, len(DIRECTIONS))
        self.flags = nn.Linear(WIDTH, len(FLAGS))
        self.attention = nn.Linear(WIDTH, len(DOMAINS))
        self.nothing = nn.Parameter(torch.zeros(WIDTH))
        self.inner = nn.ModuleList(nn.Linear(2 * WIDTH, INNER) for _ in DOMAINS)
        self.outer = nn.ModuleList(nn.Linear(INNER, CLASSES) for _ in DOMAINS)

    def forward(
        self, words: Tensor, features: Tensor, present: Tensor, pool: Tensor, note_of: Tensor
    ) -> Logits:
        """Return the logits of all sentences and notes of a batch.

        Args:
            words: word vectors of shape (windows, pieces, 384).
            features: of shape (windows, pieces, features).
            present: 1 for pieces and 0 for padding.
            pool: rows are sentences; the share of each piece of the batch in it.
            note_of: the note of each sentence.
        """
        hidden = self.encoder(words, features, present).flatten(0, 1).float()
        sentences = functional.dropout(pool @ hidden, DROPOUT, self.training)
        notes = int(note_of.max()) + 1
        own = note_of[None, :] == torch.arange(notes)[:, None]
        mean = own.float() @ sentences / own.sum(1, keepdim=True)
        shares = self.attention(sentences).float()
        with_nothing = torch.cat([sentences, self.nothing[None]])
        states = []
        for k in range(len(DOMAINS)):
            weights = shares[None, :, k].masked_fill(~own, NEVER)
            weights = torch.cat([weights, torch.zeros(notes, 1)], dim=1).softmax(1)
            mixed = torch.cat([weights @ with_nothing, mean], dim=1)
            mixed = functional.dropout(mixed, DROPOUT, self.training)
            states.append(self.outer[k](functional.gelu(self.inner[k](mixed))))
        return Logits(
            domains=self.domains(sentences).view(-1, len(DOMAINS), CLASSES),
            topics=self.topics(sentences),
            directions=self.directions(sentences),
            flags=self.flags(sentences),
            states=torch.stack(states, dim=1),
        )
