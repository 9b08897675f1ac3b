"""One file, one command; each has `command`."""
