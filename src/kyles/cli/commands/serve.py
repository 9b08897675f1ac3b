"""`kyles serve`: the matter, or a folder of matters, in the browser."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kyles.errors import NoMatterHere, UsageError
from kyles.store import find

if TYPE_CHECKING:
    from kyles.web.serve import Tls
    from kyles.web.two_origins import Other

PEM = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), required=False
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N",
              help="The port (default: the first free one from 8571).")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen; others than this machine need users.")  # fmt: skip
@click.option("--name", default="", metavar="NAME",
              help="The name under which others reach this machine.")  # fmt: skip
@click.option("--address", default="", metavar="ADDRESS",
              help="Where a browser reaches the pages, if a proxy stands before them.")  # fmt: skip
@click.option("--certificate", type=PEM, metavar="FILE", help="The server's TLS certificate (PEM).")
@click.option("--key", type=PEM, metavar="FILE", help="The key of the certificate (PEM).")
@click.option("--evidence-port", type=click.IntRange(0, 65535), default=0, metavar="N",
              help="The port of mail and recordings (default: the next free one).")  # fmt: skip
@click.option("--evidence-address", default="", metavar="ADDRESS",
              help="Where a browser reaches that port, if a proxy stands before it.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
def command(
    folder: Path | None, port: int, host: str, name: str, address: str,
    certificate: Path | None, key: Path | None, evidence_port: int, evidence_address: str,
    no_browser: bool,
) -> None:  # fmt: skip
    """Show a matter, or every matter of FOLDER, in the browser, until it is ended with Ctrl-C.

    The address that is printed lets one browser in, once. Nobody else on the network can reach it.
    Where 'kyles users' knows somebody, it asks for name and password instead; and with a
    certificate it may listen where others reach it.

    Mail and web pages as they were laid out, and recordings, come from a second port, so that
    nothing in them has to do with the pages. Behind a proxy it needs an address of its own.

    A proxy that ends TLS hands on the Host that a browser asked for, and writes the browser's own
    address last into X-Forwarded-For; --address says where it shows the pages.
    """
    from kyles.web.serve import Tls
    from kyles.web.two_origins import Other

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key go together.")
    if name and address:
        raise UsageError("--address has the name in it: leave --name away.")
    tls = Tls(certificate, key) if certificate and key else None
    show(folder or _nearest(), host=host, port=port, name=name, address=address, tls=tls,
         other=Other(evidence_port, evidence_address), browser=not no_browser)  # fmt: skip


def show(
    folder: Path, *, host: str = "127.0.0.1", port: int = 0, name: str = "", address: str = "",
    tls: "Tls | None" = None, other: "Other | None" = None, browser: bool = True,
) -> None:  # fmt: skip
    """Serve a folder until it is ended."""
    from kyles.web.serve import serve
    from kyles.web.two_origins import NEXT_FREE

    def ready(here: str) -> None:
        click.echo(f"Open {here}")
        once = "The address opens once. " if "token=" in here else ""
        click.echo(f"{once}Ctrl-C ends this.", err=True)
        if browser:
            webbrowser.open(here)

    serve(folder, host=host, port=port, name=name, address=address, tls=tls,
          other=other or NEXT_FREE, ready=ready)  # fmt: skip


def _nearest() -> Path:
    """The matter of the working folder; or that folder itself, where matters are in it."""
    try:
        return find(Path.cwd())
    except NoMatterHere:
        return Path.cwd()
