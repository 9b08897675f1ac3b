"""What rows of dispatch lists, camera systems, lists of reports and laboratories are asked for."""

from kyles.audit import look
from kyles.reconcile.custody import chain

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, exports
"""
RULES = ("expected_not_held", "referenced_not_held")
CALLS = "Incident Number,Nature,Date / Time,Location,Units"
VIDEO = "File Name,Recorded On,Uploaded On,Officer Name,Device ID,Case Number"
TRAIL = "Date Time,User,Action,IP Address,File Name"
REPORTS = "Case #,Supp #,Report Type,Report Date,Reporting Officer"
LAB = ("Lab Case No.,Agency Case No.,Agency Item #,Description,Discipline,Date Received,"
       "Submitted By,Date Completed,Date Returned,Returned To")  # fmt: skip


def table(name, header, *rows):
    return f'      table {name} "{header}" ' + " ".join(f'"{row}"' for row in rows) + "\n"


def looking(small):
    with small.store() as store:
        return look(store.view())


def asked(matter, *tables, opening=OPENING):
    small = matter(opening + "".join(tables))
    return [line for rule in RULES for line in small.lines(rule)]


def test_a_call_has_its_recording_expected(matter):
    calls = table("calls.csv", CALLS, "21-0886,Disturbance,03/01/2024 10:02,400 MESA RD,3A12")
    assert "2 expected_not_held  911 or radio" in asked(matter, calls)


def test_a_call_of_another_incident_asks_nothing(matter):
    calls = table("calls.csv", CALLS, "24-1000,Disturbance,03/01/2024 10:02,400 MESA RD,3A12")
    assert asked(matter, calls) == []


def test_a_list_of_calls_is_owed_as_a_document(matter):
    calls = table("calls.csv", CALLS, "21-0886,Disturbance,03/01/2024 10:02,400 MESA RD,3A12")
    small = matter(OPENING + calls)
    assert small.lines("held_not_disclosed") == ["1 held_not_disclosed  calls.csv  Harlan"]


def test_a_recording_that_is_listed_and_not_held(matter):
    row = "gate_1002.mp4,03/01/2024 10:10,03/01/2024 18:30,Roe,X60A,21-0886"
    other = "yard_0900.mp4,03/01/2024 09:00,03/01/2024 18:30,Roe,X60A,24-1000"
    assert asked(matter, table("video.csv", VIDEO, row, other)) == [
        "2 expected_not_held  audit trail",
        "4 expected_not_held  location track",
        "2 referenced_not_held  video.csv",
    ]


def test_the_trail_of_a_recording_answers(matter):
    row = "gate_1002.mp4,03/01/2024 10:10,03/01/2024 18:30,Roe,X60A,21-0886"
    trail = "03/04/2024 09:15,Poe,Viewed,192.0.2.7,gate_1002.mp4"
    found = asked(matter, table("video.csv", VIDEO, row), table("trail.csv", TRAIL, trail))
    assert "2 expected_not_held  audit trail" not in found


def test_who_looked_at_a_recording_is_in_its_custody(matter):
    trail = "03/04/2024 09:15,Poe,Viewed,192.0.2.7,gate_1002.mp4"
    small = matter(f'{OPENING}      file gate_1002.mp4 "a film"\n{table("t.csv", TRAIL, trail)}')
    looked = looking(small)
    (film,) = (one for one in looked.held.items if one.path.endswith(".mp4"))
    (event,) = chain(looked, film).events
    assert (event.at, event.action) == ("2024-03-04T09:15", "Viewed by Poe")
    assert small.lines("custody_break") == []


def test_supplements_that_a_list_of_reports_names(matter):
    reports = table("reports.csv", REPORTS, "21-0886,2,Supplement,03/02/2024,Roe",
                    "24-1000,1,Supplement,03/02/2024,Roe")  # fmt: skip
    assert asked(matter, reports) == ["2 referenced_not_held  Supplement 2 to report 21-0886"]


def test_a_thing_at_a_laboratory(matter):
    row = ("24-L-01187,21-0886,2024-0311,box of 24 cartridges,Firearms,03/05/2024,Lund,04/20/2024,"
           "05/02/2024,Lund")  # fmt: skip
    small = matter(OPENING + table("lab.csv", LAB, row))
    assert small.lines("referenced_not_held") == [
        "2 referenced_not_held  Laboratory number 24-L-01187"
    ]
    assert "2 expected_not_held  bench notes" in small.lines("expected_not_held")
    looked = looking(small)
    (thing,) = (one for one in looked.held.items if one.number == "2024-0311")
    events = [(one.day, one.action, one.released_by, one.taken_by, one.purpose)
              for one in chain(looked, thing).events]  # fmt: skip
    assert events == [
        ("2024-03-05", "submitted to a laboratory", "Lund", "laboratory", "Firearms"),
        ("2024-05-02", "returned by a laboratory", "laboratory", "Lund", ""),
    ]
    assert {("lab_number", "24-L-01187"), ("examination", "Firearms")} <= {
        (fact.name, fact.value) for fact in thing.facts
    }
