"""From a reading to what can be compared: pure functions of text, pages and bytes."""
