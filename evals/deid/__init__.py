"""How well identifiers are hidden: generated and published sets, scored for us and for plain Presidio."""
