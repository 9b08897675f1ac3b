"""`kyles serve`: the matter, or a folder of matters, in the browser."""

import webbrowser
from pathlib import Path

import click

from kyles.errors import NoMatterHere
from kyles.store import find


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), required=False
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N",
              help="The port (default: the first free one from 8571).")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen; others than this machine need users.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
def command(folder: Path | None, port: int, host: str, no_browser: bool) -> None:
    """Show a matter, or every matter of FOLDER, in the browser, until it is ended with Ctrl-C.

    The address that is printed lets one browser in, once. Nobody else on the network can reach it.
    """
    show(folder or _nearest(), host=host, port=port, browser=not no_browser)


def show(folder: Path, *, host: str = "127.0.0.1", port: int = 0, browser: bool = True) -> None:
    """Serve a folder until it is ended."""
    from kyles.web.serve import serve

    def ready(address: str) -> None:
        click.echo(f"Open {address}")
        click.echo("The address opens once. Ctrl-C ends this.", err=True)
        if browser:
            webbrowser.open(address)

    serve(folder, host=host, port=port, ready=ready)


def _nearest() -> Path:
    """The matter of the working folder; or that folder itself, where matters are in it."""
    try:
        return find(Path.cwd())
    except NoMatterHere:
        return Path.cwd()
