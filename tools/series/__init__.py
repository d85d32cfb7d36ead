"""Statistics of a series of scores or ratings. They describe; none of them decides a verdict."""
