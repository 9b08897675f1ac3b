"""A package, so that an installed one of the same name never stands before it."""
