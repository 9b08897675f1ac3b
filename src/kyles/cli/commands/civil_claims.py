"""`kyles civil-claims`: claims that a jurisdiction knows, with every candidate date."""

from pathlib import Path

import click

from kyles import law
from kyles.cli import options, show
from kyles.export.deadlines import candidate_line, claim_document
from kyles.law.civil import CONFIRM, ClaimDates, claim_dates
from kyles.model.team import TeamMember
from kyles.reconcile.dues import dues
from kyles.store import matters


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
        own = matters.matter(view)
        legal = dues(view, own)
    place = court or own.court
    found = claim_dates(law.claims(place), law.provisions(place), legal.events_of(name))
    bodies = _bodies(place, legal.team)
    if as_json:
        told = [claim_document(one, bodies=bodies) for one in found]
        says = f"{CONFIRM}; {law.DISCLAIMER}"
        show.document({"defendant": name, "says": says, "claims": told})
        return
    for one in found:
        _show(one)
    if not found:
        click.echo(f"No civil claim is in the rule file of {place}; attorney to research."
                   " --court names a court of another jurisdiction.")  # fmt: skip
    for body in bodies:
        click.echo(show.folded(f"{body['agency']}: sued as {body['sued_as']}; notice to"
                               f" {body['notice_to']} ({body['cite']})", ""))  # fmt: skip
    click.echo(f"{CONFIRM}; {law.DISCLAIMER}", err=True)


def _bodies(court: str, team: tuple[TeamMember, ...]) -> list[dict[str, str]]:
    """Each agency of the team, under the name of the body that is sued for it."""
    kinds = {body.kind: body for body in law.bodies(court)}
    told = {}
    for one in team:
        if body := kinds.get(one.government):
            named = body.named(one.body or one.agency)
            told[one.agency, named] = {
                "agency": one.agency, "sued_as": named, "notice_to": body.notice_to,
                "cite": body.source.cite, "mark": body.trust.value,
            }  # fmt: skip
    return list(told.values())


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
