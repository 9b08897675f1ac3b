"""Objects inside an OpenDocument file: a folder of its archive, given as a file of its own.

A chart, a table or a text that was put into another one is kept as a folder with the same parts as
a file has. The same folder makes the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping

from kyles import encoding
from kyles.package import MIMETYPE, Package, value

_KIND = "application/vnd.oasis.opendocument."
_SUFFIXES = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp", "graphics": ".odg",
             "chart": ".odc", "formula": ".odf"}  # fmt: skip
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that such an archive can tell


def objects(package: Package) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each object."""
    folders = package.objects()
    kinds = dict(_kinds(package)) if folders else {}
    for folder in folders:
        kind = kinds.get(folder, "")
        suffix = _SUFFIXES.get(kind.removeprefix(_KIND), "")
        yield encoding.storable(f"{folder.rpartition('/')[2]}{suffix}"), _file(
            kind, {name.removeprefix(f"{folder}/"): data for name in package.names
                   if name.startswith(f"{folder}/") and (data := package.data(name))},
        )  # fmt: skip


def _kinds(package: Package) -> Iterator[tuple[str, str]]:
    """What each folder is, as the list of parts says."""
    root = package.tree("META-INF/manifest.xml")
    for one in () if root is None else root.iter("{*}file-entry"):
        yield value(one, "full-path").rstrip("/"), value(one, "media-type")


def _file(kind: str, parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {MIMETYPE: kind.encode(), **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data)
    return made.getvalue()
