"""Drafting a document with the clinician: outline, draft, decisions on each sentence, signature, export."""
