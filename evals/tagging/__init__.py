"""Training of the tagger that finds identifiers of all sorts by their context."""
