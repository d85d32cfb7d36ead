from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs PyTorch, the product does not")


def test_the_heads_in_numpy_are_those_that_were_trained(tmp_path: Path) -> None:
    import torch

    from evals.train_network.network import ReadingNetwork
    from retrieval.encoder import Encoder
    from tools.reading import network as numpy_network

    torch.manual_seed(3)
    trained = ReadingNetwork().eval()
    vectors = torch.randn(5, 384)
    own = {n: p.detach().numpy() for n, p in trained.named_parameters() if not n.startswith("encoder.")}
    found = numpy_network.Network(Encoder(tmp_path), own, "test")
    shares = torch.cat([trained.attention(vectors)[:, 2], torch.zeros(1)]).softmax(0)
    mixed = torch.cat([shares @ torch.cat([vectors, trained.nothing[None]]), vectors.mean(0)])
    expected = trained.outer[2](torch.nn.functional.gelu(trained.inner[2](mixed)))
    assert np.allclose(found._state(2, vectors.numpy()), expected.detach().numpy(), atol=1e-4)
