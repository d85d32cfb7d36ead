"""What the record holds for a question: evidence, tool results, and whether they answer it."""
