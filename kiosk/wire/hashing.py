"""How entries are hashed: SHA-256, or SM3 (GB/T 32905-2016) where a site must use it.

Every entry names its own, so that both can stand in one chain and be read anywhere.
"""

import hashlib

from cryptography.hazmat.primitives.hashes import SM3, Hash

SHA256_NAME, SM3_NAME = "sha256", "sm3"
ALGORITHMS = (SHA256_NAME, SM3_NAME)


def hashed(algorithm: str, content: bytes) -> str:
    """Return the hash in hex, 64 digits by either; raises ValueError for another algorithm."""
    if algorithm == SHA256_NAME:
        return hashlib.sha256(content).hexdigest()
    if algorithm != SM3_NAME:
        raise ValueError("an algorithm that nobody here knows")
    sm3 = Hash(SM3())
    sm3.update(content)
    return sm3.finalize().hex()
