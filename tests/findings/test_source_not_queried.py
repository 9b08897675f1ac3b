"""Empty cells of the register of sources; answers, of which a signed "nothing" is one."""

from kyles.model.inquiry import Answer, Inquiry, Step
from kyles.model.team import TeamMember
from kyles.store import inquiries, team

MATTER = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Ocotillo County Sheriff, reports
      file   a.txt "The road was dry that day and nobody saw the wrangler at the gate."
"""
SHERIFF = "Ocotillo County Sheriff"


def step(small, step, **told):
    one = Inquiry(agency=SHERIFF, system="body-worn cameras", step=step, **told)
    with small.store() as store:
        store.record([inquiries.stepped(one)])


def test_a_system_that_nobody_asked(matter):
    small = matter(MATTER)
    assert small.lines("source_not_queried") == []
    step(small, Step.LISTED, says="a report names one")
    assert small.lines("source_not_queried") == [
        "2 source_not_queried  Ocotillo County Sheriff: body-worn cameras"
    ]
    assert small.says("source_not_queried") == [
        f"{SHERIFF}: nobody is recorded to have asked for body-worn cameras (a report names one)"
    ]


def test_asked_answered_and_asked_again(matter):
    small = matter(MATTER)
    step(small, Step.LISTED)
    step(small, Step.ASKED, on="2024-02-01", person="A. Lawyer")
    assert [line[:1] for line in small.lines("source_not_queried")] == ["3"]
    (says,) = small.says("source_not_queried")
    assert "asked for body-worn cameras on 1 February 2024 by A. Lawyer; no answer" in says
    step(small, Step.ANSWERED, on="2024-02-09", person="B. Clerk", answer=Answer.NOTHING)
    assert small.lines("source_not_queried") == []
    step(small, Step.ASKED, on="2024-05-01", person="A. Lawyer")
    assert [line[:1] for line in small.lines("source_not_queried")] == ["3"]


def test_an_agency_of_the_team_of_which_nothing_is_here(matter):
    small = matter(MATTER)
    members = [("D. Reyes", "County Sheriff"), ("E. Sole", "State Police")]
    with small.store() as store:
        store.record([team.joined(TeamMember(name, "investigator", agency, since="2021-10-21"))
                      for name, agency in members])  # fmt: skip
    assert small.lines("source_not_queried") == ["2 source_not_queried  State Police"]
    (says,) = small.says("source_not_queried")
    assert says.startswith("State Police is in the prosecution team (E. Sole, investigator)")
