"""Compiled templates, kept from one build to the next. They are code, so each carries the signature of the user's key."""

from __future__ import annotations

import contextlib
import hmac
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SIZE = 32  # bytes of a signature


class SignedBytecodeCache(BytecodeCache):
    """One file for each template in a folder that may be deleted at any time."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from its file, if the file is there and signed."""
        with contextlib.suppress(OSError):
            data = self._file(bucket).read_bytes()
            if hmac.compare_digest(data[:_SIZE], self._signature(bucket, data[_SIZE:])):
                bucket.bytecode_from_string(data[_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, whole or not at all; a disk that refuses costs only time."""
        data = bucket.bytecode_to_string()
        file = self._file(bucket)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            new.write_bytes(self._signature(bucket, data) + data)
            new.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.template"

    def _signature(self, bucket: Bucket, data: bytes) -> bytes:
        signed = blake2b(bucket.key.encode() + b"\0", key=self._key, digest_size=_SIZE)
        signed.update(data)
        return signed.digest()
