"""The built-in writer: from what was found to claims in plain sentences, without a model."""
