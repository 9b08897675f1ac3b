"""`kyles civil-claims`: claims that a jurisdiction knows, with every candidate date."""

from pathlib import Path

import click

from kyles import law
from kyles.cli import options, show
from kyles.export.civil_claims import civil_claims
from kyles.export.deadlines import candidate_line, claim_document
from kyles.law.civil import CONFIRM, ClaimDates


@click.command()
@click.option("--defendant", required=True, help="Whose claims.")
@click.option("--court", help="The court whose law it is, if not the matter's own.")
@options.matter
@options.as_json
@options.as_of
def command(
    defendant: str, court: str | None, matter: Path | None, as_json: bool, as_of: int | None
) -> None:
    """List civil claims with notice and limitation dates from every recorded act.

    The safe date is the earliest of all candidates. An attorney confirms accrual. Not legal advice.
    """
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        name = options.defendant_of(view, defendant)
        found = civil_claims(view, name, court=court or "")
    if as_json:
        told = [claim_document(one, bodies=list(found.bodies)) for one in found.claims]
        says = f"{CONFIRM}; {law.DISCLAIMER}"
        show.document({"defendant": name, "says": says, "claims": told})
        return
    for one in found.claims:
        _show(one)
    if not found.claims:
        click.echo(f"No civil claim is in the rule file of {found.court}; attorney to research."
                   " --court names a court of another jurisdiction.")  # fmt: skip
    for body in found.bodies:
        click.echo(show.folded(f"{body['agency']}: sued as {body['sued_as']}; notice to"
                               f" {body['notice_to']} ({body['cite']})", ""))  # fmt: skip
    click.echo(f"{CONFIRM}; {law.DISCLAIMER}", err=True)


def _show(one: ClaimDates) -> None:
    mark = "" if one.claim.trust is law.Trust.VERIFIED else " [unverified]"
    click.secho(f"{one.claim.title}{mark}", bold=True)
    click.echo(f"  may be sued: {', '.join(one.claim.against)}")
    for what, safe, dates in (("notice", one.notice_says, one.notice),
                              ("suit", one.limitation_says, one.limitation)):  # fmt: skip
        click.echo(f"  {what}: {f'safe {safe}' if dates else safe}")
        for each in dates:
            click.echo(show.folded(f"{candidate_line(each)}; {CONFIRM}", "    ", hang="      "))
    for need, shown in one.proofs:
        told = ", ".join(event.id for event in shown) or "nothing recorded"
        click.echo(show.folded(f"needs {need.says}: {told}", "  "))
    for note in one.claim.notes:
        click.echo(show.folded(note, "  "))
