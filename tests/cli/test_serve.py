"""`kyles serve`: it answers at the address that it prints, to this machine alone, till it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.web.serve import listening

SERVE = [sys.executable, "-m", "kyles", "serve", "--no-browser"]


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of a folder, and the address that it prints."""
    process = subprocess.Popen(
        [*SERVE, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, process.stderr.read() if process.stderr else ""
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def _get(address: str) -> tuple[int, str, str]:
    """Status, where it leads, and the cookie."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers["location"] or "", answer.headers["set-cookie"] or ""


def test_it_prints_an_address_that_opens_once(case: Path) -> None:
    with serving(case / "matter", "--port", "0") as (process, address):
        assert urlsplit(address).hostname == "127.0.0.1"
        status, to, cookie = _get(address)
        assert status == 303
        assert "token" not in to
        assert "HttpOnly" in cookie
        assert _get(address)[0] == 401
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == Exit.DONE
        assert "Traceback" not in said


def test_a_folder_of_matters_is_served(case: Path) -> None:
    with serving(case) as (_, address):
        assert _get(address)[0] == 303


def test_where_there_is_no_matter_it_says_so(
    kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kyles("serve", "--no-browser")
    assert ran.code == Exit.NO_MATTER
    assert "is no matter, and has none in it" in ran.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_others_are_refused_without_users(kyles: Run, case: Path, host: str) -> None:
    ran = kyles("serve", "--no-browser", "--host", host)
    assert ran.code == Exit.FAILED
    assert "no users are configured" in ran.err


def test_answers_are_sent_at_once() -> None:
    """asyncio turns Nagle's algorithm off only for sockets that are named as TCP."""
    with listening("127.0.0.1", 0) as ear:
        assert ear.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_told(kyles: Run, case: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = kyles("serve", "--no-browser", "--port", taken.getsockname()[1])
    assert ran.code == Exit.FAILED
    assert "is taken" in ran.err


def test_evidence_has_a_port_and_a_name_of_its_own(case: Path) -> None:
    with serving(case / "matter") as (_, address):
        other = urlsplit(_other(address))
        assert other.hostname == "localhost"
        assert other.port != urlsplit(address).port
        assert _get(f"http://{other.netloc}/matters") == (404, "", "")
        assert _get(f"http://127.0.0.1:{other.port}/") == (404, "", "")


def test_behind_a_proxy_evidence_needs_an_address(case: Path) -> None:
    named = ("--name", "kyles.example.org")
    with serving(case / "matter", *named) as (_, address):
        assert _other(address) == "'none'"
    told = ("--evidence-address", "https://evidence.example.org:443/")
    with serving(case / "matter", *named, *told) as (_, address):
        assert _other(address) == "https://evidence.example.org"


def test_a_proxy_needs_users_and_tls(kyles: Run, case: Path) -> None:
    ran = kyles("serve", "--no-browser", "--address", "https://kyles.example.org")
    assert ran.code == Exit.FAILED
    assert "kyles.example.org can be reached by others, and no users" in ran.err
    both = ("--address", "https://kyles.example.org", "--name", "kyles.example.org")
    assert kyles("serve", "--no-browser", *both).code == Exit.USAGE


def _other(address: str) -> str:
    """The other origin that the pages of a server may frame."""
    parts = urlsplit(address)
    connection = HTTPConnection(f"127.0.0.1:{parts.port}", timeout=10)
    connection.request("GET", "/static/kyles.css", headers={"Host": parts.netloc})
    policy = connection.getresponse().headers["content-security-policy"]
    connection.close()
    return re.search(r"frame-src ([^;]+);", policy)[1]  # type: ignore[index]


@pytest.mark.parametrize("option", ["--address", "--evidence-address"])
@pytest.mark.parametrize("told", ["evidence", "ftp://a.example", "https://a.example/path",
                                  "https://a.example; script-src *"])  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused(
    kyles: Run, case: Path, option: str, told: str
) -> None:
    ran = kyles("serve", "--no-browser", option, told)
    assert ran.code == Exit.USAGE
    assert "is no address of a server" in ran.err
