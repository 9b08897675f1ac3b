"""The office's own list of officers of whom something has to be told before they testify."""

import csv
from pathlib import Path

ROWS = (
    ("Name", "Badge No.", "Agency", "Reason", "Date Added"),
    ("Otis Brand", "3107", "Mesquite Wells Police", "Untrue report of a stop", "04/11/2022"),
    ("Carla Moss", "2216", "Ocotillo County Sheriff", "Time sheets", "01/30/2023"),
)


def write(path: Path) -> None:
    """The list as CSV; everybody in it is invented."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("List of officers (invented for a demonstration)",))
        rows.writerows(ROWS)
