"""Instructions hidden in notes: every attack at every place in every wrapper, and what must hold."""
