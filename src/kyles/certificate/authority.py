"""The one module that asks anybody over a network: an RFC 3161 time stamp authority.

It sends the hash of a checkpoint and a random number, and nothing else, to the address that the
matter's settings name; where they name none, nothing is ever asked.
"""

from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kyles.errors import KylesError, UsageError

SECONDS = 15
LARGEST = 1 << 16  # bytes of an answer
ASKED = {"Content-Type": "application/timestamp-query"}


class NoTimeStamp(KylesError):
    """The authority gave no time stamp, or one that is not of what was asked."""

    hint = "The certificate stands without it; 'kyles ledger timestamp' asks again."


class _Stay(HTTPRedirectHandler):
    """The address that was set is asked, and no other that it names."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(address: str, query: bytes) -> bytes:
    """The authority's answer to a query. Raises NoTimeStamp, or UsageError for no web address."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise UsageError(f"'{address}' is no web address of an authority.")
    try:
        call = Request(address, data=query, headers=ASKED)  # noqa: S310 - the scheme was checked
        with build_opener(_Stay).open(call, timeout=SECONDS) as answer:
            told: bytes = answer.read(LARGEST)
            return told
    except (OSError, HTTPException, ValueError) as error:
        raise NoTimeStamp(f"{address} gave no time stamp: {error}.") from None
