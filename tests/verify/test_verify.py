"""The verifier against the shared vectors, hostile bytes, and its promise to need nobody."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger import bundles

from kyles.ledger import keys, merkle
from kyles.verify import check, verify

FILE = Path(verify.__file__)
VECTORS = json.loads(bundles.VECTORS.read_text("utf-8"))
values = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess:
    """The file alone, as somebody runs it who has no Kyles."""
    command = [sys.executable, "-I", "-S", str(FILE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60)


@pytest.mark.parametrize("one", VECTORS, ids=lambda one: one["name"])
def test_the_shared_vectors(one):
    assert bundles.says(one) == one["says"]
    assert one["says"]["holds"] is one["name"].startswith("right")


def test_it_imports_only_the_standard_library():
    tree = ast.parse(FILE.read_text("utf-8"))
    named = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert named <= sys.stdlib_module_names
    assert not named & {"socket", "http", "urllib", "ssl", "subprocess", "ctypes"}


def test_it_runs_alone(tmp_path):
    (tmp_path / "bundle").write_text(VECTORS[0]["bundle"], "utf-8")
    (tmp_path / "report.txt").write_bytes(bundles.REPORT)
    (tmp_path / "other.txt").write_bytes(b"other")
    right = run("bundle", "report.txt", folder=tmp_path)
    assert (right.returncode, right.stderr) == (0, "")
    assert right.stdout.startswith("It holds.\n")
    wrong = run("bundle", "other.txt", "--json", folder=tmp_path)
    assert wrong.returncode == 13
    assert json.loads(wrong.stdout)["wrong"] == [
        "other.txt is not a file that this bundle names: other bytes."
    ]
    absent = run("absent", folder=tmp_path)
    assert (absent.returncode, absent.stderr) == (
        2, "verify.py: absent cannot be read: No such file or directory.\n"
    )  # fmt: skip


@pytest.mark.parametrize("option", ["--policy", "--last"])
@pytest.mark.parametrize("given", [b"Dear counsel,\n", b"\xff\xfe\x00"])
def test_of_what_one_gave_wrongly_nothing_is_said_against_the_bundle(tmp_path, option, given):
    (tmp_path / "bundle").write_text(VECTORS[0]["bundle"], "utf-8")
    (tmp_path / "given").write_bytes(given)
    told = run("bundle", option, "given", folder=tmp_path)
    assert told.returncode == 2
    assert "DOES NOT HOLD" not in told.stdout + told.stderr
    kind = "policy" if option == "--policy" else "checkpoint"
    assert kind in told.stdout + told.stderr


def test_no_flipped_bit_of_a_countersigned_bundle_is_accepted():
    raw = VECTORS[1]["bundle"].encode()
    right = VECTORS[1]["says"]["shown"]
    for bit in range(0, 8 * len(raw), 7):  # every seventh: all bit places, all parts of the file
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        report = check(bytes(flipped))
        assert not report.holds or report.shown != right, bit


@given(st.binary() | values.map(lambda value: merkle.canonical(value)))
def test_hostile_bytes_are_answered_in_words(data):
    report = check(data)
    assert not report.holds
    assert report.wrong


@given(values, st.data())
def test_any_part_of_a_bundle_may_be_anything(value, data):
    told = json.loads(VECTORS[1]["bundle"])
    place, name = told, data.draw(st.sampled_from(sorted(told)))
    while isinstance(place[name], dict | list) and place[name] and data.draw(st.booleans()):
        place = place[name]
        name = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict)
                                         else range(len(place))))  # fmt: skip
    place[name] = value
    check(merkle.canonical(told), policy=data.draw(st.sampled_from(["", bundles.OUTSIDE])))


def test_deep_nesting_is_no_crash():
    report = check(b"[" * 100_000 + b"]" * 100_000)
    assert report.wrong


@pytest.mark.parametrize("number", ["1.5", "1e3", "NaN", "9007199254740992", "-0.0", "9" * 5000])
def test_numbers_that_some_readers_change_are_refused(number):
    written = VECTORS[0]["bundle"].replace('"earlier":[]', f'"earlier":[{number}]')
    assert "is no bundle" in check(written.encode()).wrong[0]


def test_a_leaf_is_written_as_canonical_json_is():
    data = merkle.leaf_data(b"body", bytes(16))
    assert data == merkle.canonical(json.loads(data))


@given(values)
def test_canonical_json_is_the_ledgers(value):
    assert verify.canonical(value) == merkle.canonical(value)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_signatures_are_judged_as_the_library_judges_them(secret, message):
    key = keys.key("a", secret=secret)
    signature, public = key.sign(message), key.verifier.key
    assert verify.ed25519(public, message, signature)
    for wrong in (signature[::-1], signature[:63], b"", signature[:32] + b"\xff" * 32):
        assert not verify.ed25519(public, message, wrong)
    assert not verify.ed25519(public, message + b"x", signature)


def test_the_vectors_of_rfc_8032():
    for secret, public, message, signature in RFC_8032:
        key = keys.key("a", secret=bytes.fromhex(secret))
        assert key.verifier.key.hex() == public
        assert verify.ed25519(*map(bytes.fromhex, (public, message, signature)))


RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
            "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
            "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]
