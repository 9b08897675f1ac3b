"""Holds on the way out: preservation letters, proposals, and a calendar of every date."""
