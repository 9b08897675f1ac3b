"""What a passage tells of itself has all its fields, and keeps having them."""

from dataclasses import asdict

from kyles.model import Passage


def test_a_passage_tells_its_fields_in_their_order() -> None:
    one = Passage("I-7", "police/lab.pdf", 3, "text", 10, 24, "no latent prints")
    assert list(one.told().items()) == list(asdict(one).items())
