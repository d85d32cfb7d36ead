"""Encryption at rest: one data key per client, wrapped by a master key that lies elsewhere.

AES-256-GCM throughout. Every ciphertext is bound to where it belongs (its context), so that a blob moved to
another row, client or version does not decrypt. Destroying a client's wrapped key makes everything
encrypted under it unreadable, in backups too.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from retrieval.errors import KeyMissingError, TamperedError

KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: 96 bits, random


@dataclass(frozen=True, slots=True)
class Cipher:
    """Encrypts and decrypts under one key; `context` says where the bytes belong and must match."""

    key: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Cipher:
        """Make a cipher with a fresh random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def encrypt(self, data: bytes, context: str) -> bytes:
        """Return nonce and ciphertext of `data`, bound to `context`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, data, context.encode())

    def decrypt(self, data: bytes, context: str) -> bytes:
        """Return the data, or raise TamperedError if a byte, the key or the context differs."""
        try:
            return AESGCM(self.key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:
            kind = context.split(":", 1)[0]
            raise TamperedError(
                f"A stored {kind} record does not decrypt: it was changed, or the key is another one. "
                "Restore it from a backup made with the same key."
            ) from error

    def digest(self, data: bytes, context: str) -> str:
        """Return a keyed fingerprint: equal data are recognised, but cannot be guessed from it."""
        return hmac.digest(self.key, context.encode() + b"\0" + data, "sha256").hex()

    def derive(self, purpose: str) -> Cipher:
        """Return a cipher for another purpose, whose key says nothing about this one's."""
        return Cipher(hmac.digest(self.key, b"longview:" + purpose.encode(), "sha256"))


def load_master_key(path: Path, *, create: bool) -> Cipher:
    """Read the master key from `path`; make it (mode 0600) on the first start if `create`.

    Raises:
        KeyMissingError: there is no key and none may be made, or the file is not a key.
    """
    if not path.exists():
        if not create:
            raise KeyMissingError(
                f"There is data but no master key at {path}. Put the key back from your backup; "
                "without it the data cannot be read by anybody."
            )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise KeyMissingError(f"{path} could not be read as a key of {2 * KEY_BYTES} hex digits.") from error
    if len(key) != KEY_BYTES:
        raise KeyMissingError(f"{path} holds {len(key)} bytes; a master key has {KEY_BYTES}.")
    return Cipher(key)
