"""A time from outside: an RFC 3161 token over a checkpoint, where an authority is set.

What is stamped is the text of a checkpoint, so that the token says that the log had this size and
this root before that time. Whether the authority's own certificate is trusted is for whoever checks
it: `openssl ts -verify -token_in` does.
"""

import hashlib
from datetime import datetime
from typing import Any

from kyles.certificate import authority, signed_log
from kyles.certificate.authority import NoTimeStamp
from kyles.errors import UsageError
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note
from kyles.store import Store, time_stamps
from kyles.store.logs import MATTER, LogOf
from kyles.store.time_stamps import TimeStamp


def stamp(store: Store, log: LogOf = MATTER) -> tuple[TimeStamp, datetime]:
    """Ask for a token over a log's checkpoint as it is now, and keep it; the time that it tells."""
    address = store.settings.timestamp
    if not address:
        raise UsageError("No time stamp authority is set.",
                         hint='Set one in kyles.toml: timestamp = "https://..."')  # fmt: skip
    text = Note.parse(signed_log.sign(store, log)).text
    token, at = ask(address, text)
    head = Checkpoint.parse(text)
    one = TimeStamp(head.origin, head.size, address, token)
    store.record([time_stamps.stamped(one)])
    return one, at


def ask(address: str, text: str) -> tuple[bytes, datetime]:
    """A token of an authority over a text, and its time. Raises NoTimeStamp.

    Some authorities write their certificates into a token in an order that is not DER, which the
    library refuses: then one without certificates is asked for.
    """
    try:
        return _asked(address, text, certificates=True)
    except ValueError:
        pass
    try:
        return _asked(address, text, certificates=False)
    except ValueError as error:
        raise NoTimeStamp(f"{address} gave no time stamp: {error}.") from None


def _asked(address: str, text: str, *, certificates: bool) -> tuple[bytes, datetime]:
    client = _client()
    query = client.TimestampRequestBuilder(data=text.encode(), cert_req=certificates).build()
    told = client.decode_timestamp_response(authority.ask(address, query.as_bytes()))
    info = told.tst_info
    if told.status not in (0, 1) or info.nonce != query.nonce or not _is_of(info, text):
        raise NoTimeStamp(f"{address} gave a time stamp of something else.")
    return told.time_stamp_token(), info.gen_time


def _is_of(info: Any, text: str) -> bool:
    name = info.message_imprint.hash_algorithm.dotted_string
    known = {"2.16.840.1.101.3.4.2.1": hashlib.sha256, "2.16.840.1.101.3.4.2.3": hashlib.sha512}
    made = known.get(name)
    return made is not None and made(text.encode()).digest() == info.message_imprint.message


def _client() -> Any:
    """The library that reads tokens. Raises UsageError where it is not installed."""
    try:
        import rfc3161_client  # only where an authority is set
    except ImportError:
        raise UsageError("Time stamps need the package rfc3161-client.",
                         hint="Install kyles[timestamps].") from None  # fmt: skip
    return rfc3161_client
