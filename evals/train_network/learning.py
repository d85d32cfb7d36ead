"""Train the network on annotated notes, and let it read notes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.encoder.base import weights, words
from evals.train_network.examples import Examples, Labels
from evals.train_network.network import CLASSES, Logits, ReadingNetwork
from retrieval.encoder import Floats
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, TOPICS
from tools.reading.pieces import LONGEST_WINDOW, WIDTH, Window, windows

ROUNDS = 5
RATE, HEAD_RATE, WARM, DECAY = 2e-4, 1e-3, 0.06, 0.01
BATCH, SORTED = 1800, 96
"""Pieces of a batch, and notes that are sorted by length together before batches are cut."""
SMOOTHED = 0.05
"""Of the states: annotators are few, and neighbouring states are a matter of judgement."""
SENTENCE_BALANCE, STATE_BALANCE = 0.4, 0.5
"""Powers of the inverse frequency by which rare classes weigh more."""
DIRECTION_SHARE = 0.5
TORN, SNIPPETS, LEFT = 0.5, 0.4, 0.7
"""Share of notes that are shown in part; of these, shown as one to three sentences; of the others, sentences
that are left."""
OUTPUTS = {
    **{f"domain_{d.value}": CLASSES for d in DOMAINS},
    "topic": len(TOPICS), "direction": len(DIRECTIONS), **{f"flag_{f}": 2 for f in FLAGS},
}  # fmt: skip
"""Heads over sentences, and how many classes each tells."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some notes as tensors; `rows` and `notes` are their places in the examples."""

    words: Tensor
    features: Tensor
    present: Tensor
    pool: Tensor
    note_of: Tensor
    rows: Labels
    notes: Labels
    whole: Tensor
    """Which notes have all of their sentences: only of these is the state known."""


class Notes:
    """The notes of the examples, as tensors when asked for."""

    def __init__(self, x: Examples) -> None:
        """Take the examples; cancelled sessions and empty notes are left out by whoever asks for batches."""
        self.starts = np.searchsorted(x.note_of, np.arange(len(x.sessions) + 1))
        self._pieces = x.pieces
        table, scale = words()
        self._table, self._scale = torch.tensor(table), torch.tensor(scale)
        self._sizes = [sum(len(p.ids) for p in x.pieces[a:b]) for a, b in pairwise(self.starts)]

    def size(self, note: int) -> int:
        """Pieces of a note, padded."""
        return min(self._sizes[note], LONGEST_WINDOW) * -(-max(self._sizes[note], 1) // LONGEST_WINDOW)

    def batch(self, notes: Sequence[int], rng: Random | None = None) -> Batch:
        """Return some notes as tensors; with a generator, half of them lose some of their sentences."""
        found: list[tuple[int, Window]] = []
        rows: list[int] = []
        whole: list[bool] = []
        for note in notes:
            every = range(int(self.starts[note]), int(self.starts[note + 1]))
            kept = list(every) if rng is None else _kept(every, rng)
            rows += kept
            whole.append(len(kept) == len(every))
            found += [(note, w) for w in windows([self._pieces[row] for row in kept])]
        length = max(len(w.ids) for _, w in found)
        ids = np.zeros((len(found), length), dtype=np.int64)
        features = np.zeros((len(found), length, WIDTH), dtype=np.float32)
        present = np.zeros((len(found), length), dtype=np.float32)
        pool = np.zeros((len(rows), len(found) * length), dtype=np.float32)
        note_of, at = [], 0
        for place, (note, window) in enumerate(found):
            size = len(window.ids)
            ids[place, :size], features[place, :size] = window.ids, window.features
            present[place, :size] = 1
            for start, end in window.spans:
                pool[at, place * length + start : place * length + end] = 1 / max(1, end - start)
                note_of.append(notes.index(note))
                at += 1
        places = torch.tensor(ids)
        return Batch(
            words=self._table[places].float() * self._scale[places],
            features=torch.tensor(features),
            present=torch.tensor(present),
            pool=torch.tensor(pool),
            note_of=torch.tensor(note_of),
            rows=np.array(rows),
            notes=np.array(notes),
            whole=torch.tensor(whole),
        )


def _kept(sentences: Sequence[int], rng: Random) -> list[int]:
    """All sentences of a note, or a part of them: a sentence must be understood in short notes too."""
    if rng.random() >= TORN:
        return list(sentences)
    if rng.random() < SNIPPETS:
        first = rng.randrange(len(sentences))
        return list(sentences[first : first + rng.randint(1, 3)])
    return [row for row in sentences if rng.random() < LEFT] or [rng.choice(sentences)]


def train(
    x: Examples, notes: Notes, chosen: Sequence[int], *, rounds: int = ROUNDS, seed: int = 0
) -> ReadingNetwork:
    """Train on the chosen notes; the same notes and seed give the same network on the same machine."""
    torch.manual_seed(seed)
    rng = Random(seed)  # noqa: S311 - reproducible, not secret
    network = ReadingNetwork()
    network.encoder.start_from(weights())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": network.encoder.parameters(), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=DECAY,
    )
    rows = np.flatnonzero(np.isin(x.note_of, chosen))
    balance = [_balance(x.domains[rows, k], SENTENCE_BALANCE) for k in range(len(DOMAINS))]
    state_balance = [_balance(x.states[chosen, k], STATE_BALANCE) for k in range(len(DOMAINS))]
    total, step = rounds * len(list(_batches(notes, chosen, Random(seed)))), 0  # noqa: S311
    for number in range(rounds):
        started, losses = time.monotonic(), []
        network.train()
        for group in _batches(notes, chosen, rng):
            share = min(1.0, (step + 1) / (WARM * total)) * max(0.02, 1 - step / total)
            for params, base in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                params["lr"] = base * share
            batch = notes.batch(group, rng)
            loss = _loss(x, batch, _logits(network, batch), balance, state_balance)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            losses.append(loss.item())
            step += 1
        print(f"round {number}: loss {np.mean(losses):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    network.eval()
    return network


def read(network: ReadingNetwork, notes: Notes, chosen: Sequence[int]) -> tuple[dict[str, Floats], Floats]:
    """Return beliefs for the sentences of the chosen notes, in order, and their states."""
    found: list[Logits] = []
    with torch.no_grad():
        for note in chosen:
            found.append(_logits(network, notes.batch([note]), whole=True))
    joined = {
        name: torch.cat([getattr(one, name) for one in found]).float()
        for name in ("domains", "topics", "directions", "flags", "states")
    }
    domains = joined["domains"].softmax(-1).numpy()
    flags = joined["flags"].sigmoid().numpy()
    sentences = {f"domain_{d.value}": domains[:, k] for k, d in enumerate(DOMAINS)}
    sentences["topic"] = joined["topics"].softmax(-1).numpy()
    sentences["direction"] = joined["directions"].softmax(-1).numpy()
    for k, flag in enumerate(FLAGS):
        sentences[f"flag_{flag}"] = np.stack([1 - flags[:, k], flags[:, k]], axis=1)
    return sentences, joined["states"].softmax(-1).numpy()


def _logits(network: ReadingNetwork, batch: Batch, *, whole: bool = False) -> Logits:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not whole):
        return network(batch.words, batch.features, batch.present, batch.pool, batch.note_of)  # type: ignore[no-any-return]


def _loss(
    x: Examples, batch: Batch, logits: Logits, balance: Sequence[Tensor], state_balance: Sequence[Tensor]
) -> Tensor:
    domains, states = torch.tensor(x.domains[batch.rows]), torch.tensor(x.states[batch.notes])
    loss = functional.cross_entropy(logits.topics.float(), torch.tensor(x.topics[batch.rows]))
    for k in range(len(DOMAINS)):
        loss = loss + functional.cross_entropy(logits.domains[:, k].float(), domains[:, k], balance[k])
        if bool(batch.whole.any()):
            loss = loss + functional.cross_entropy(
                logits.states[batch.whole, k].float(),
                states[batch.whole, k],
                state_balance[k],
                label_smoothing=SMOOTHED,
            )
    marked = torch.tensor(x.marked[batch.rows])
    if bool(marked.any()):
        directions = torch.tensor(x.directions[batch.rows])[marked]
        flags = torch.tensor(x.flags[batch.rows]).float()[marked]
        turned = functional.cross_entropy(logits.directions.float()[marked], directions)
        loss = loss + DIRECTION_SHARE * turned
        loss = loss + functional.binary_cross_entropy_with_logits(logits.flags.float()[marked], flags)
    return loss


def _balance(labels: Labels, power: float) -> Tensor:
    counts = np.bincount(labels, minlength=CLASSES) + 1.0
    return torch.tensor((counts.sum() / counts / CLASSES) ** power, dtype=torch.float32)


def _batches(notes: Notes, chosen: Sequence[int], rng: Random) -> Iterator[list[int]]:
    order = list(chosen)
    rng.shuffle(order)
    groups: list[list[int]] = []
    for at in range(0, len(order), SORTED):
        pieces = 0
        groups.append([])
        for note in sorted(order[at : at + SORTED], key=notes.size):
            if groups[-1] and pieces + notes.size(note) > BATCH:
                groups.append([])
                pieces = 0
            groups[-1].append(note)
            pieces += notes.size(note)
    rng.shuffle(groups)
    yield from groups
