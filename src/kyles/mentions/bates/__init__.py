"""Bates numbers: arithmetic, those that a text cites, the stamps of a file, gaps in volumes."""

from kyles.mentions.bates.number import Bates, Cited, between, cited, count, parse, series
from kyles.mentions.bates.numbering import Gap, gaps
from kyles.mentions.bates.stamped import Candidate, read_stamps, stamps

__all__ = [
    "Bates",
    "Candidate",
    "Cited",
    "Gap",
    "between",
    "cited",
    "count",
    "gaps",
    "parse",
    "read_stamps",
    "series",
    "stamps",
]
