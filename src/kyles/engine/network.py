"""Takes the network from a process for good, and from all that it will start.

The kernel is given a filter of system calls (seccomp), which needs no privilege: a socket can be
made only between processes of this machine, and no process can leave its group. A part that tries
is told that it has no permission. Where the system has no such filter, the network stays, and
`cut` says so.
"""

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LOAD, _EQUAL, _LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_CALL, _KIND, _FIRST = 0, 4, 16  # where the kernel puts the call, the machine, an argument
_AF_UNIX = 1
_X32 = 0x40000000  # calls of another kind on the same machine


@dataclass(frozen=True, slots=True)
class _Machine:
    """What a kind of machine calls itself, and the numbers of its system calls."""

    kind: int
    socket: int
    refused: tuple[int, ...]  # io_uring_setup, setsid, setpgid


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 41, (425, 112, 109)),
    "aarch64": _Machine(0xC00000B7, 198, (425, 157, 154)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def cut() -> bool:
    """Cut this process off; whether that was possible."""
    machine = _MACHINES.get(platform.machine()) if sys.platform == "linux" else None
    if machine is None or sys.byteorder != "little":
        return False
    steps = _filter(machine)
    program = _Program(len(steps) // 8, steps)
    prctl = ctypes.CDLL(None).prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _filter(machine: _Machine) -> bytes:
    """The filter, step by step; each says how many steps to leave out where it is true or not."""
    refused = machine.refused
    count = len(refused)
    return b"".join([
        _step(_LOAD, _KIND),
        _step(_EQUAL, machine.kind, 0, count + 5),
        _step(_LOAD, _CALL),
        _step(_LEAST, _X32, count + 3, 0),
        *(_step(_EQUAL, call, count + 2 - at, 0) for at, call in enumerate(refused)),
        _step(_EQUAL, machine.socket, 0, 2),
        _step(_LOAD, _FIRST),
        _step(_EQUAL, _AF_UNIX, 0, 1),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
    ])  # fmt: skip


def _step(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, true, false, value)
