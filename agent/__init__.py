"""The conversation: from a question to an answer in which every sentence has evidence."""
