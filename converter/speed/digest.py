"""SHA-256 without Python's `hashlib`, whose import loads OpenSSL.

Stands for `hashlib`, by which an article takes 1.02 times as many instructions to convert to a web page,
and one of 300 notes 1.05. `tests/test_speed.py` holds both equal.
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
