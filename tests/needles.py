"""Looks for many secrets in many bytes at once: what an attacker with a disk image would do."""

from collections.abc import Iterable

import numpy as np

WIDTH = 7
_PIECE = 1 << 22


def found_in(raw: bytes, secrets: Iterable[str], encodings: Iterable[str] = ("utf-8", "cp1252")) -> set[str]:
    """The secrets (each at least seven bytes long) that stand in `raw`, in any of the encodings."""
    codes = list(encodings)
    needles = {secret.encode(code, "ignore"): secret for secret in secrets for code in codes}
    by_prefix: dict[int, dict[int, set[bytes]]] = {}
    for needle in needles:
        if len(needle) < WIDTH:
            raise ValueError(f"too short to look for: {needle!r}")
        by_length = by_prefix.setdefault(int.from_bytes(needle[:WIDTH], "little"), {})
        by_length.setdefault(len(needle), set()).add(needle)
    prefixes = np.array(sorted(by_prefix), dtype=np.uint64)
    found: set[str] = set()
    for start in range(0, len(raw), _PIECE):
        piece = raw[start : start + _PIECE + 512]
        for hit, prefix in _hits(piece, prefixes):
            for length, same_length in by_prefix[prefix].items():
                if piece[hit : hit + length] in same_length:
                    found.add(needles[piece[hit : hit + length]])
    return found


def _hits(piece: bytes, prefixes: np.ndarray) -> list[tuple[int, int]]:
    """Positions where one of the seven-byte prefixes begins."""
    if len(piece) < WIDTH:
        return []
    content = np.frombuffer(piece, dtype=np.uint8).astype(np.uint64)
    windows = np.zeros(len(piece) - WIDTH + 1, dtype=np.uint64)
    for offset in range(WIDTH):
        windows |= content[offset : offset + windows.size] << np.uint64(8 * offset)
    place = np.minimum(np.searchsorted(prefixes, windows), prefixes.size - 1)
    where = np.flatnonzero(prefixes[place] == windows)
    return list(zip(where.tolist(), windows[where].tolist(), strict=True))
