"""Training of the reading network; needs PyTorch, which the product does not."""
