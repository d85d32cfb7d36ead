"""De-identification on Presidio: detect, learn who is who, mask stably, restore, and a gate."""

from retrieval.deid.deidentifier import Deidentifier, MaskedNotes
from retrieval.deid.gate import assert_clean
from retrieval.deid.identity import ClientIdentity, Entry, settled
from retrieval.deid.restoring import restore

__all__ = ["ClientIdentity", "Deidentifier", "Entry", "MaskedNotes", "assert_clean", "restore", "settled"]
