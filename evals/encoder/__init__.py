"""A small transformer in PyTorch, for training: base weights in, ONNX files out."""
