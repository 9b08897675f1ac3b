"""A BagIt bag (RFC 8493): files with what is needed to see later that none was lost or altered."""

import hashlib
from collections.abc import Mapping

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(files: Mapping[str, bytes], *, made: str) -> dict[str, bytes]:
    """Everything that the bag's folder holds, by path; `made` is the day as 2024-07-12."""
    payload = {f"data/{name}": content for name, content in files.items()}
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": _info(payload, made)}
    tags |= {f"manifest-{name}.txt": _manifest(payload, name) for name in ALGORITHMS}
    return payload | tags | {f"tagmanifest-{name}.txt": _manifest(tags, name)
                             for name in ALGORITHMS}  # fmt: skip


def _info(payload: Mapping[str, bytes], made: str) -> bytes:
    size = sum(len(content) for content in payload.values())
    return f"Bagging-Date: {made}\nPayload-Oxum: {size}.{len(payload)}\n".encode()


def _manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    return "".join(
        f"{hashlib.new(algorithm, content).hexdigest()}  {_written(name)}\n"
        for name, content in sorted(files.items())
    ).encode()


def _written(name: str) -> str:
    """A path as a manifest has it: one line, whatever the name."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
