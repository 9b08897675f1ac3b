"""Headers as systems write them, with a row each, and what each column is.

A variant is a table of two columns of words: the header and its canonical name, "" for a column
that stays unread. The values of the row are invented.
"""

from dataclasses import dataclass

VALUES = {
    "incident": "21-0886", "nature": "Disturbance", "called_on": "03/01/2024 10:02:11",
    "place": "400 BLK MESA RD", "units": "3A12", "arrived_on": "03/01/2024 10:09:40",
    "closed_on": "03/01/2024 11:20:00", "disposition": "Report taken", "note": "RP at gate",
    "supplement": "2", "offense": "Burglary", "reported_on": "03/02/2024", "report_kind": "Offense",
    "reported_by": "Roe, A", "occurred_on": "03/01/2024", "defendant": "Harlan, T",
    "status": "Active", "file": "AXON_Body_3_2024-03-01_1002.mp4", "recording": "4F2A-9C01",
    "title": "Mesa Rd gate", "recorded_on": "03/01/2024 10:10:02", "duration": "00:14:31",
    "uploaded_on": "03/01/2024 18:30:00", "camera": "X60A3312K", "wearer": "Roe, Ann",
    "badge": "1234", "category": "Felony", "deletes_on": "03/01/2029", "sha256": "ab" * 32,
    "accessed_on": "03/04/2024 09:15:00", "user": "Poe, Tim (2210)", "access": "Viewed",
    "address": "192.0.2.7", "change": "none", "lab_number": "24-L-01187",
    "submitted_on": "03/05/2024", "examination": "Latent prints", "submitted_by": "Lund, P",
    "laboratory": "State Laboratory", "examined_by": "M. Vance", "returned_on": "05/02/2024",
    "returned_to": "Lund, P", "result": "No match", "number": "2024-0311",
    "description": "box of 24 cartridges", "": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One system's table: its name, the kind that it is of, and its columns."""

    name: str
    kind: str
    columns: tuple[tuple[str, str], ...]

    @property
    def table(self) -> list[list[str]]:
        return [[header for header, _ in self.columns],
                [VALUES[name] or "x" for _, name in self.columns]]  # fmt: skip

    @property
    def expected(self) -> dict[str, int]:
        named = ((name, at) for at, (_, name) in enumerate(self.columns) if name)
        return dict(sorted(named))


def _variant(name: str, kind: str, told: str) -> Variant:
    pairs = (one.strip().partition("=") for one in told.strip().split("\n"))
    return Variant(name, kind, tuple((header, canonical) for header, _, canonical in pairs))


VARIANTS = (
    _variant("daily log", "calls", """
        Date / Time=called_on
        Incident Number=incident
        Location=place
        Nature=nature
        Incident ORI="""),
    _variant("calls for service of a city, with types in code", "calls", """
        Event Number=incident
        Agency=
        Create Time Incident=called_on
        Disposition Text=disposition
        Incident Type ID=
        Incident Type Desc=nature
        Priority=
        Arrival Time Primary Unit=arrived_on
        Closed Time Incident=closed_on
        Community Council Neighborhood="""),
    _variant("calls for service, one word a column", "calls", """
        IncidentNum=incident
        CallReceived=called_on
        FinalCallType=nature
        DispCode=
        Disposition=disposition
        HundredBlockAddr=place
        Grid="""),
    _variant("an event list of a communications center", "calls", """
        CAD Event Number=incident
        Call Type=
        Priority=
        Initial Call Type=
        Final Call Type=nature
        Original Time Queued=called_on
        Arrived Time=arrived_on
        Precinct=
        Beat="""),
    _variant("calls with original and final text", "calls", """
        CAD Number=incident
        Received DateTime=called_on
        Call Type Final Desc=nature
        Disposition=disposition
        Intersection Name=place
        Onview Flag="""),
    _variant("a dispatch print of a small agency", "calls", """
        Call No.=incident
        Rcvd=called_on
        Nature of Call=nature
        Address=place
        Units=units
        On Scene=arrived_on
        Clear=closed_on
        Disp.=disposition
        Remarks=note"""),
    _variant("a run list, one word a column", "calls", """
        IncidentId=incident
        TypeText=nature
        TimeCreate=called_on
        TimeDispatch=
        TimeArrive=arrived_on
        TimeClosed=closed_on
        DispositionText=disposition
        BLOCK_ADDRESS=place"""),
    _variant("reports with supplements", "reports", """
        Case #=incident
        Supp #=supplement
        Report Type=report_kind
        Offense=offense
        Report Date=reported_on
        Reporting Officer=reported_by
        Approval Status=status"""),
    _variant("crimes of a large city", "reports", """
        DR_NO=incident
        Date Rptd=reported_on
        DATE OCC=occurred_on
        AREA NAME=
        Crm Cd Desc=offense
        Status Desc=status
        LOCATION=place"""),
    _variant("offenses by report", "reports", """
        Report Number=incident
        Offense ID=
        Offense Start DateTime=occurred_on
        Report DateTime=reported_on
        Offense=offense
        100 Block Address=place"""),
    _variant("a case list of an agency", "reports", """
        Incident No=incident
        Date of Report=reported_on
        Date of Occurrence=occurred_on
        NIBRS Code=
        UCR Offense Description=offense
        Reporting Officer Name=reported_by
        Suspect=defendant
        Case Status=status"""),
    _variant("a list of supplements alone", "reports", """
        Report No.=incident
        Supplement No.=supplement
        Written By=reported_by
        Date Written=reported_on"""),
    _variant("a search of a camera system", "body_worn", """
        ID=recording
        Title=title
        Categories=category
        Recorded On=recorded_on
        Uploaded On=uploaded_on
        Owner=wearer
        Badge ID=badge
        Duration=duration
        Device Serial Number=camera
        Scheduled Deletion=deletes_on
        Status=status"""),
    _variant("an export with the files", "body_worn", """
        File Name=file
        Evidence ID=recording
        Record Start=recorded_on
        Record End=
        Officer Name=wearer
        Device ID=camera
        Case Number=incident
        SHA-256=sha256"""),
    _variant("events of a car and body system", "body_worn", """
        Event ID=incident
        Recording Started=recorded_on
        Length=duration
        Officer=wearer
        Device=camera
        Event Category=category
        Upload Date=uploaded_on"""),
    _variant("a log that a sergeant keeps", "body_worn", """
        Incident #=incident
        Officer=wearer
        BWC Serial #=camera
        Date/Time Recorded=recorded_on
        Video File=file
        Length (min)=duration
        Retention Until=deletes_on"""),
    _variant("a list of recordings, one word a column", "body_worn", """
        RecordingId=recording
        RecordedDate=recorded_on
        UploadedDate=uploaded_on
        CameraSerial=camera
        AssignedOfficer=wearer
        DurationSeconds=duration
        CaseId=incident
        Checksum=sha256"""),
    _variant("the trail of one video", "access_log", """
        Date Time=accessed_on
        User=user
        Badge ID=badge
        Activity=access
        IP Address=address
        Evidence ID=recording"""),
    _variant("a custody log of a platform", "access_log", """
        User=user
        IP=address
        Date/Time=accessed_on
        Event=access
        Changes=change"""),
    _variant("a trail with the titles of what was seen", "access_log", """
        Timestamp (UTC)=accessed_on
        Performed By=user
        Action=access
        Evidence Title=file
        Details=change"""),
    _variant("an activity report, one word a column", "access_log", """
        ActivityDate=accessed_on
        UserName=user
        ActivityType=access
        ClientIP=address
        AssetName=file
        CaseNumber=incident"""),
    _variant("who viewed what", "access_log", """
        Video Name=file
        Viewed By=user
        Date Accessed=accessed_on
        Action Taken=access
        Reason=change"""),
    _variant("submissions as a laboratory lists them", "lab", """
        Lab Case No.=lab_number
        Agency Case No.=incident
        Agency Item #=number
        Description=description
        Discipline=examination
        Date Received=submitted_on
        Submitted By=submitted_by
        Analyst=examined_by
        Date Completed=reported_on
        Date Returned=returned_on
        Returned To=returned_to"""),
    _variant("submissions as a property room lists them", "lab", """
        Tag No=number
        Item Description=description
        Case Number=incident
        Lab=laboratory
        Lab #=lab_number
        Exam Requested=examination
        Sent to Lab=submitted_on
        Submitted By=submitted_by
        Returned=returned_on"""),
    _variant("requests for examination", "lab", """
        Laboratory Number=lab_number
        Exhibit=number
        Type of Examination=examination
        Date Submitted=submitted_on
        Submitting Officer=submitted_by
        Report Issued=reported_on
        Results=result"""),
    _variant("an export of a laboratory's system, one word a column", "lab", """
        LabCaseNumber=lab_number
        AgencyCaseNumber=incident
        ItemNumber=number
        ItemDescription=description
        ServiceRequested=examination
        SubmissionDate=submitted_on
        AssignedAnalyst=examined_by
        ReportDate=reported_on"""),
    _variant("toxicology requests", "lab", """
        Lab File #=lab_number
        Agency=
        Agency File #=incident
        Tests Requested=examination
        Date of Submission=submitted_on
        Delivered By=submitted_by
        Toxicologist=examined_by
        Date Reported=reported_on
        Result=result"""),
)  # fmt: skip
