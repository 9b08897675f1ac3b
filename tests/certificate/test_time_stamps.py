"""A time stamp authority, run here: its token over a checkpoint goes into the bundle."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.cli.conftest import Run, built, case, kyles

from kyles.certificate import authority, time_stamps
from kyles.certificate.authority import NoTimeStamp
from kyles.errors import Exit, UsageError
from kyles.ledger.note import Note, decoded
from kyles.store import open_matter_folder
from kyles.verify import check

__all__ = ["built", "case", "kyles"]

OPENSSL = shutil.which("openssl")
pytest.importorskip("rfc3161_client", reason="rfc3161-client is not installed")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
CONFIG = """[tsa]
default_tsa = one
[one]
serial = {0}/serial
signer_cert = {0}/tsa.pem
certs = {0}/ca.pem
signer_key = {0}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_chain = no
tsa_name = yes
"""
ANSWERS = {"/": None, "/nonsense": b"nonsense", "/empty": b"", "/refused": b"0\x03\x02\x01\x02"}


def openssl(folder: Path, *words: object) -> bytes:
    return subprocess.run(["openssl", *map(str, words)], cwd=folder, check=True,
                          capture_output=True).stdout  # fmt: skip


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority with a certificate of its own."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder))
    (folder / "ext").write_text("extendedKeyUsage = critical,timeStamping\n")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    openssl(folder, "req", "-x509", *curve, "-subj", "/CN=A root", "-keyout", "ca.key", "-out",
            "ca.pem")  # fmt: skip
    openssl(folder, "req", *curve[:-2], "-subj", "/CN=An authority", "-keyout", "tsa.key", "-out",
            "tsa.csr")  # fmt: skip
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "30", "-extfile", "ext", "-out", "tsa.pem")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def server(keys: Path) -> Iterator[str]:
    asked: list[bytes] = []

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "/")
                self.end_headers()
                return
            query = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(query)
            (keys / "query").write_bytes(asked[0] if self.path == "/old" else query)
            answer = ANSWERS.get(self.path) or self._stamped()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"" if self.path == "/empty" else answer)

        def _stamped(self) -> bytes:
            openssl(keys, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "r")
            return (keys / "r").read_bytes()

        def log_message(self, *_: object) -> None:
            pass

    serving = HTTPServer(("127.0.0.1", 0), Authority)
    thread = threading.Thread(target=serving.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


def test_a_certificate_is_time_stamped(kyles: Run, case: Path, keys: Path, server: str):
    with (case / "matter" / "kyles.toml").open("a") as settings:
        settings.write(f'timestamp = "{server}/"\n')
    ran = kyles("certificate", "--defendant", "Harlan", "--out", case / "out", "--by", "A. Lawyer")
    assert ran.code == Exit.DONE, ran.err
    assert "Time stamped: 20" in ran.err
    told = json.loads((case / "out" / "certificate.kyles-proof").read_text("utf-8"))
    (stamp,) = told["timestamps"]
    assert stamp["authority"] == f"{server}/"
    note = told["events"][0]["proof"].partition("\n\n")[2]
    (keys / "token").write_bytes(decoded(stamp["token"]))
    (keys / "text").write_text(Note.parse(note).text)
    said = openssl(keys, "ts", "-verify", "-token_in", "-in", "token", "-data", "text",
                   "-CAfile", "ca.pem", "-untrusted", "tsa.pem")  # fmt: skip
    assert said is not None
    report = check((case / "out" / "certificate.kyles-proof").read_bytes())
    assert report.holds
    assert (f"A time stamp of {server}/ (RFC 3161) is present; it is not checked here."
            in report.notes)  # fmt: skip
    assert kyles("ledger", "timestamp").out.startswith(f"{server}/ stamped the checkpoint of ")
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")


@pytest.mark.parametrize("path", ["/nonsense", "/empty", "/refused", "/away", "/old"])
def test_what_is_no_stamp_of_what_was_asked_is_refused(server: str, path: str):
    time_stamps.ask(f"{server}/", "first\n")
    with pytest.raises(NoTimeStamp, match="gave"):
        time_stamps.ask(f"{server}{path}", "text\n")


def test_a_certificate_issues_where_nobody_answers(kyles: Run, case: Path):
    with (case / "matter" / "kyles.toml").open("a") as settings:
        settings.write('timestamp = "http://127.0.0.1:9/"\n')
    ran = kyles("certificate", "--defendant", "Harlan", "--out", case / "out", "--by", "A. Lawyer")
    assert ran.code == Exit.DONE
    assert "gave no time stamp" in ran.err
    assert kyles("ledger", "timestamp").code == Exit.FAILED


def test_only_web_addresses_are_asked_and_only_where_one_is_set(case: Path):
    for address in ("file:/etc/hostname", "ftp://127.0.0.1/", "here"):
        with pytest.raises(UsageError, match="no web address"):
            authority.ask(address, b"")
    with open_matter_folder(case / "matter") as store, pytest.raises(UsageError, match="No time"):
        time_stamps.stamp(store)
