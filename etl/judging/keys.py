"""Keyed hashes: a case reference can be matched again, and cannot be guessed without the key."""

import hashlib
import os
import secrets
from pathlib import Path

import polars as pl

KEY_FILE = "clave"
_DIGEST_BYTES = 16


def load_key(home: Path) -> bytes:
    """The key of this home, made at its first use and readable by its owner alone."""
    path = home / KEY_FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text().strip())


def keyed_hash(column: pl.Series, key: bytes) -> pl.Series:
    """BLAKE2b keyed with `key`, 16 bytes in hexadecimal, of each text; null stays null."""
    values = [
        None if text is None else hashlib.blake2b(text.encode(), key=key, digest_size=_DIGEST_BYTES).hexdigest()
        for text in column.to_list()
    ]
    return pl.Series(column.name, values, dtype=pl.String)
