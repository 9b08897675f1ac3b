"""One minute of coverage-guided fuzzing of the verifier (needs the package `atheris`).

    python bench/fuzz_verify.py SEEDS -max_total_time=60

It starts from the shared vectors, which it writes into the folder SEEDS. Whatever the bytes, the
verifier may answer only in words.
"""

import json
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

with atheris.instrument_imports():
    from kyles.verify import verify

VECTORS = Path(__file__).parent.parent / "tests" / "ledger" / "vectors" / "bundles.json"


def one(data: bytes) -> None:
    """Every reader of outside bytes, then a whole bundle."""
    words = data.decode("utf-8", errors="replace")
    for read in (verify.parse_key, verify.parse_policy, verify.parse_note, verify.parse_proof):
        try:
            read(words)
        except verify.Wrong:
            continue
    verify.check(data, [("a", words)], last=words)
    verify.check(data, policy=words)


def main() -> None:
    """Write the vectors as seeds, then run."""
    seeds = Path(sys.argv[1]) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else None
    if seeds:
        seeds.mkdir(parents=True, exist_ok=True)
        for number, vector in enumerate(json.loads(VECTORS.read_text("utf-8"))):
            (seeds / str(number)).write_text(vector["bundle"], "utf-8")
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
