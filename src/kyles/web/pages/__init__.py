"""Pages, one file a noun: what is looked at there, and what can be done from there."""
