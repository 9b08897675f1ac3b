"""The shared vectors are those that the ledger makes now, and one leaf commits to a whole list."""

from tests.ledger import bundles

from kyles.ledger import bundle, merkle


def test_the_vectors_are_fresh():
    assert bundles.VECTORS.read_text("utf-8") == bundles.written(), (
        "run: python -m tests.ledger.bundles"
    )


def test_the_manifest_tells_nothing_of_an_entry_without_its_salt():
    one, two = (bundle.salted([{"list": "served", "title": "A"}])[0] for _ in range(2))
    assert one.leaf != two.leaf


def test_five_thousand_items_are_proven_in_one_proof_of_two_kilobytes():
    example = bundles.Example()
    example.statement = bundle.Statement(
        example.statement.certificate,
        bundle.salted({"list": "served", "title": f"item {n}"} for n in range(5000)),
        bundles.ALONE,
    )
    told = example.write()
    assert len(told["manifest"]) == 5000
    assert len(merkle.canonical(told["events"])) <= 2048
