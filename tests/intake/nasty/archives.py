"""Archives that unpack to too much, to themselves, elsewhere, or not whole."""

import io
import struct
import tarfile
import zipfile
import zlib

MEGABYTE = 1 << 20


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def nested_bomb() -> bytes:
    """Four levels of 16: 65,536 files of 10 MB, in some 20 KB."""
    made = bytes(10 * MEGABYTE)
    for level in range(4):
        suffix = ".zip" if level else ".txt"
        made = zipped({f"{at:02}{suffix}": made for at in range(16)})
    return made


def flat_bomb() -> bytes:
    """One file of 4 GB, in some 4 MB."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packing.compress(bytes(16 * MEGABYTE)) + packing.flush(zlib.Z_FULL_FLUSH)
    packed = piece * 256 + b"\x03\0"
    size = 0xFFFFFFF0
    told = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, 0, len(packed), size, 4, 0)
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + told + bytes(14) + b"zero"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 34 + len(packed), 0)
    return b"PK\x03\x04" + told + b"zero" + packed + listed + end


def many_entries_on_one_file() -> bytes:
    """200 entries of the directory that all point to one file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("report-000.txt", b"Rounds were handed in.")
        (info,) = archive.infolist()
        for number in range(1, 200):
            again = zipfile.ZipInfo(f"report-{number:03}.txt")
            again.header_offset, again.CRC = info.header_offset, info.CRC
            again.file_size, again.compress_size = info.file_size, info.compress_size
            archive.filelist.append(again)
    return data.getvalue()


def leading_elsewhere() -> bytes:
    """Seven files whose names lead out of the folder, mislead the eye, or are the same."""
    data = io.BytesIO()
    names = ["../out.txt", "/etc/out.txt", "C:\\out.txt", "a/../../out.txt",
             "report\u202efdp.txt", "same.txt", "same.txt"]  # fmt: skip
    with zipfile.ZipFile(data, "w") as archive:
        for number, name in enumerate(names):
            archive.filelist.append(_stored(archive, name, f"file {number}".encode()))
    return data.getvalue()


def _stored(archive: zipfile.ZipFile, name: str, content: bytes) -> zipfile.ZipInfo:
    """A file under exactly that name; the library warns of a name that is there already."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    archive.writestr(info, content)
    del archive.NameToInfo[name]
    return archive.filelist.pop()


def links_and_devices() -> bytes:
    """A TAR with a file, a link of each kind, a pipe and a device."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        plain = tarfile.TarInfo("report.txt")
        plain.size = 4
        archive.addfile(plain, io.BytesIO(b"text"))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"special-{kind.decode()}")
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    return data.getvalue()


def cut() -> bytes:
    """Ten files that do not pack well, two thirds of the archive."""
    texts = {f"{at}.txt": b" ".join(b"%d" % (at * 7919 * one % 10_007) for one in range(2000))
             for at in range(10)}  # fmt: skip
    whole = zipped(texts)
    return whole[: len(whole) * 2 // 3]


def named_in_another_code() -> bytes:
    """A name in Shift-JIS that is not marked as anything."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("XXXX.txt", b"text")
    return data.getvalue().replace(b"XXXX", "証拠".encode("shift_jis"))


def packed_in_members() -> bytes:
    """A GZ of three streams, one behind the other."""
    import gzip

    return b"".join(gzip.compress(one, mtime=0) for one in (b"one ", b"two ", b"three"))
