"""A message with an attachment, as a mail program exports it."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from kyles.demo.paper import NOTICE

BODY = f"""Carla,

the box that Wendell Pike brought in yesterday is item 2024-0311, under 24-1047. It is in
the vault on shelf C4. Lieutenant Vale would like it kept apart from 21-0886, so there is
no copy of my report in that file.

Attached is the incident report that you asked for.

Peggy Lund

{NOTICE}
"""


def write(path: Path, *, attached: Path) -> None:
    """The technician's mail to the detective, with the incident report."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Peggy Lund <peggy.lund@sheriff.example>"
    message["To"] = "Carla Moss <carla.moss@sheriff.example>"
    message["Date"] = "Thu, 07 Mar 2024 08:12:00 -0700"
    message["Subject"] = "Box of cartridges, and your copy"
    message["Message-ID"] = "<20240307.0812@sheriff.example>"
    message.set_content(BODY)
    message.add_attachment(
        attached.read_bytes(), maintype="application", subtype="pdf", filename=attached.name
    )
    message.set_boundary("----kyles-demonstration")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(message.as_bytes())
