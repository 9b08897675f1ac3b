"""A batch that is sent file by file: begun, announced, sent in parts, and added or discarded."""

from kyles.errors import UsageError
from kyles.web import batch as batches
from kyles.web.act import act
from kyles.web.batch import Batch
from kyles.web.door import Ask
from kyles.web.pages.add import Day, said
from kyles.web.transfer import transfer
from kyles.web.uploads import UPLOADS


@act("/matters/{matter}/add/batches")
def begin_batch(
    ask: Ask, *, folder: str = "", holder: str = "", defendant: str = "", on: Day = ""
) -> str:
    """Begin a batch; its files are sent below the address that this leads to."""
    addition = said(ask, holder=holder, defendant=defendant, on=on)
    one = batches.begun(ask.view.store, addition, name=folder)
    UPLOADS.seen(one)
    return ask.at(f"/add/batches/{one.key}")


@transfer("/matters/{matter}/add/batches/{batch}/files")
def batch_files(ask: Ask, batch: str) -> Batch:
    """The files of a batch, each sent in parts: after a break the browser asks how far it came."""
    return _one(ask, batch)


@act("/matters/{matter}/add/batches/{batch}/added")
def add_batch(ask: Ask, batch: str, *, partly: bool = False) -> str:
    """Add what came. What did not come whole is left out only where one says so."""
    one = _one(ask, batch)
    if not partly and any(not each.is_whole for each in one.coming()):
        raise UsageError("Some files of it did not come whole.")
    UPLOADS.go_on(ask.view.store, one)
    return ask.at("/add")


@act("/matters/{matter}/add/batches/{batch}/discarded")
def discard_batch(ask: Ask, batch: str) -> str:
    """Delete a batch that was left: nothing of it comes into the matter."""
    UPLOADS.discard(_one(ask, batch))
    return ask.at("/intake")


def _one(ask: Ask, key: str) -> Batch:
    return batches.of(ask.view.store.folder, key)
