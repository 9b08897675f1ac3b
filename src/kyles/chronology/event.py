"""What a document says happened, and when, as far as it says so: an assertion of an event."""

from kyles.model.assertion import Assertion, Sentence

__all__ = ["Event", "Sentence"]

Event = Assertion
