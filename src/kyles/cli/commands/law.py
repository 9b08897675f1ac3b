"""`kyles law`: the provisions of a court, and a check of rule files for lawyers."""

from pathlib import Path

import click

from kyles import law
from kyles.cli import options, show
from kyles.errors import Exit, NotFound
from kyles.law import Kind, Provision, RuleFileWrong
from kyles.law.examples import failures
from kyles.law.rule_file import read
from kyles.model.case_event import label
from kyles.store import matters


@click.group()
def command() -> None:
    """Show the law as Kyles has it, or check a rule file."""


@command.command(name="list")
@click.option("--court", help="As in us-nm/district; without it, the matter's own.")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), help="Of this kind only.")
@options.matter
@options.as_json
def list_(court: str | None, kind: str | None, matter: Path | None, as_json: bool) -> None:
    """List the provisions that hold in a court, each with its mark. Not legal advice."""
    court = _court(court, matter)
    some = [one for one in law.provisions(court) if kind in (None, one.kind.value)]
    if as_json:
        show.document({"court": court, "says": law.DISCLAIMER,
                       "provisions": [_document(one) for one in some]})  # fmt: skip
        return
    show.table(("provision", "kind", "when", "mark", "cite"), [
        (one.id, one.kind, _when(one), one.mark, one.source.cite) for one in some
    ])  # fmt: skip
    click.echo(f"{len(some)} provisions in {court}; {law.DISCLAIMER}", err=True)


def _court(court: str | None, matter: Path | None) -> str:
    if court:
        return court
    with options.opened(matter) as store:
        return matters.matter(store.view()).court


@command.command(name="show")
@click.argument("provision", metavar="PROVISION")
@click.option("--court", help="As in us-nm/district; without it, the matter's own.")
@options.matter
@options.as_json
def show_(provision: str, court: str | None, matter: Path | None, as_json: bool) -> None:
    """Show one PROVISION whole: what it asks, where it was read, what is unverified."""
    some = [one for one in law.provisions(_court(court, matter)) if one.id == provision]
    if not some:
        raise NotFound(f"There is no provision '{provision}'.", hint="'kyles law list' has them.")
    if as_json:
        show.document({"says": law.DISCLAIMER, "provisions": [_document(one) for one in some]})
        return
    for one in some:
        _show(one)


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@options.as_json
def check(file: Path, as_json: bool) -> None:
    """Check a rule FILE: each error with its line, its field and what was expected there."""
    if not file.is_file():
        raise NotFound(f"{file}: there is no such file.")
    problems = _problems(file)
    if as_json:
        show.document({"file": file.name, "wrong": problems})
        raise SystemExit(Exit.FAILED if problems else Exit.DONE)
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{show.count(len(problems), 'error')} in {file.name}", err=True)
        raise SystemExit(Exit.FAILED)
    own = read(file.name, file.read_text("utf-8"))
    examples = sum(len(one.examples) for one in own.provisions)
    click.echo(f"{file.name}: {show.count(len(own.provisions), 'provision')},"
               f" {show.count(examples, 'example')}, all as expected.")  # fmt: skip


def _problems(file: Path) -> list[str]:
    try:
        own = read(file.name, file.read_text("utf-8"))
    except UnicodeDecodeError:
        return [f"{file.name}, line 1: the file is not UTF-8 text."]
    except RuleFileWrong as wrong:
        return list(wrong.problems)
    return [f"{file.name}, line {line}: {says}." for line, says in failures(own)]


def _show(one: Provision) -> None:
    click.secho(f"{one.id}: {one.title}", bold=True)
    click.echo(show.folded(f"{one.told_on(None)}; {law.DISCLAIMER}", "  "))
    click.echo(f"  {one.source.url}")
    told = {"who": one.who, "to whom": one.to_whom, "when": _when(one),
            "disputed starts": ", ".join(map(label, one.start_disputed)),
            "from": one.since or "unknown", "until": one.until or "", "note": one.note,
            **{show.words(name): ", ".join(some) for name, some in one.lists.items()}}  # fmt: skip
    for name, says in told.items():
        if says:
            click.echo(show.folded(f"{name}: {says}", "  ", hang="    "))


def _when(one: Provision) -> str:
    starts = " or ".join(start.value.replace("_", " ") for start in one.start)
    if one.period is None or one.way is None:
        return f"{one.soon} ({starts})" if one.soon and starts else one.soon
    return f"{one.way.value.replace('_', ' ')} {one.period} of {starts}"


def _document(one: Provision) -> dict[str, object]:
    return {
        "provision": one.id, "title": one.title, "kind": one.kind.value, "who": one.who,
        "to_whom": one.to_whom, "when": _when(one), "mark": one.mark, "cite": one.source.cite,
        "source": one.source.url, "checked": one.source.checked,
        "from": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
        "version_by": one.version_by.value if one.version_by else None,
        "certificate": one.certificate, "note": one.note,
        **{name: list(words) for name, words in one.lists.items()},
    }  # fmt: skip
