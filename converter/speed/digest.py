"""SHA-256 without Python's `hashlib`, whose import loads OpenSSL.

Stands for `hashlib`, by which an article takes 1.05 times as long to convert to a web page, and 3,000
notes 1.03. `tests/test_speed.py` holds both equal.
"""

from __future__ import annotations

from importlib import import_module
from sys import version_info


def sha256(data: bytes) -> bytes:
    """The digest of `data`, by the module of CPython that `hashlib` falls back on (as `random` does)."""
    try:
        module = import_module("_sha2" if version_info >= (3, 12) else "_sha256")
    except ImportError:  # where Python was built without
        module = import_module("hashlib")
    digest: bytes = module.sha256(data).digest()
    return digest
