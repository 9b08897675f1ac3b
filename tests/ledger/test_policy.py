"""Trust policies: the example of the specification, and every line that must be refused."""

import pytest

from kyles.errors import KylesError
from kyles.ledger import keys, policy
from kyles.ledger.note import COSIGNATURE

LOG = keys.key("log.example/a", secret=bytes(32)).verifier
KEYS = {
    name: keys.key(f"{name}.example", secret=bytes([at]) * 32, kind=COSIGNATURE).verifier
    for at, name in enumerate(("X1", "X2", "X3", "Y1", "Y2", "Y3"), 1)
}
WITNESSES = "".join(f"witness {name} {key}\n" for name, key in KEYS.items())
EXAMPLE = f"""
# the example of the specification
log {LOG} https://log.example/a
{WITNESSES}
\tgroup X-witnesses  2 X1 X2 X3
group Y-witnesses any Y1 Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


@pytest.mark.parametrize(
    ("signed", "met"),
    [("X1 X2 Y3", True), ("X1 X3 Y1 Y2", True), ("X1 Y1 Y2 Y3", False), ("X1 X2 X3", False),
     ("", False)],
)  # fmt: skip
def test_the_example_of_the_specification(signed, met):
    read = policy.parse(EXAMPLE)
    assert read.logs == [LOG]
    assert read.is_met({KEYS[name] for name in signed.split()}) is met


def test_no_quorum_is_always_met():
    assert policy.parse("quorum none").is_met(set())


@pytest.mark.parametrize(
    "text",
    ["", "quorum X1", f"{WITNESSES}quorum X1\nquorum X1", f"log {LOG}\nlog {LOG}\nquorum none",
     f"{WITNESSES}{WITNESSES}quorum none", f"{WITNESSES}group g 4 X1 X2 X3\nquorum g",
     f"{WITNESSES}group g 0 X1\nquorum g", f"{WITNESSES}group g any\nquorum g",
     f"{WITNESSES}group g any X1\ngroup h any X1\nquorum g", f"{WITNESSES}group none any X1",
     f"{WITNESSES}group X2 any X1\nquorum X2", "group g any none\nquorum g", "logs x\nquorum none",
     "log x+y\nquorum none", "quorum none\r"],
)  # fmt: skip
def test_what_is_no_policy(text):
    with pytest.raises(KylesError):
        policy.parse(text)
