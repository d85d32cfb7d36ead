"""Reading a note: sentences become observations, states and scores."""

from tools.reading.reader import Reader

__all__ = ["Reader"]
