"""The property room's own list and its custody log: things of this matter and of others."""

import csv
from collections.abc import Sequence
from pathlib import Path

HEADER = ("Item No.", "Description", "Qty", "Case No.", "Location", "Date Received",
          "Received From")  # fmt: skip
ROWS = (
    ("2021-0411", "Bicycle, red, frame bent", "1", "21-0871", "Yard", "09/16/2021", "Otto Lind"),
    ("2021-0415", "Colt .45 revolver, serial number 30417", "1", "21-0886", "Vault A2",
     "09/18/2021", "Ana Ruiz"),
    ("2021-0416", "Spent casing", "1", "21-0886", "Vault A2", "09/18/2021", "Ana Ruiz"),
    ("2021-0419", "Cardboard tray, empty", "1", "21-0886", "Vault A3", "09/18/2021", "Peggy Lund"),
    ("2021-0422", "Dummy cartridges", "5", "21-0886", "Vault A3", "09/18/2021", "Peggy Lund"),
    ("2021-0423", "DVD of body-worn camera video, Deputy Ana Ruiz", "1", "21-0886", "Media 7",
     "09/19/2021", "Ana Ruiz"),
    ("2021-0424", "Live .45 cartridges", "5", "21-0886", "Vault A3", "09/18/2021", "Peggy Lund"),
    ("2023-0207", "Wallet, brown, empty", "1", "23-0612", "Shelf B1", "05/30/2023", "Front desk"),
    ("2024-0311", "Box of 24 blank cartridges, .45 Colt", "1", "24-1047", "Vault C4",
     "03/06/2024", "Wendell Pike"),
    ("2024-0318", "Key ring with two keys", "1", "24-1090", "Shelf B2", "03/11/2024", "Ida Marsh"),
)  # fmt: skip

CUSTODY = (
    ("Item No.", "Date and time", "Action", "Released by", "Received by", "Location", "Purpose"),
    ("2021-0416", "11/12/2021 09:40", "Transferred", "Peggy Lund", "State Crime Laboratory", "",
     "Comparison with 2021-0415"),
    ("2021-0419", "02/14/2023 13:00", "Destroyed", "Peggy Lund", "", "", "Shelf cleared"),
    ("2024-0311", "03/06/2024 15:10", "Received", "Wendell Pike", "Peggy Lund", "Vault C4",
     "Handed in at the counter"),
    ("2024-0311", "04/02/2024 09:05", "Checked out", "Peggy Lund", "Carla Moss", "",
     "Photographs"),
    ("2024-0311", "04/05/2024 16:40", "Returned", "Neil Abbot", "Peggy Lund", "Vault C4", ""),
)  # fmt: skip

SCAN = (
    ("Scanned Barcode", "Scanned Location", "Scan Time"),
    ("2021-0424", "Vault A3", "06/03/2024 10:12"),
    ("2021-0422", "Vault C4", "06/03/2024 10:20"),
    ("2024-0311", "Vault C4", "06/03/2024 10:20"),
)

#: Another agency's list, on which a mower has the number that is this matter's.
CITY = (
    HEADER,
    ("MW-118", "Lawn mower, green", "1", "21-0886", "Garage 2", "02/03/2021", "Gus Pell"),
    ("MW-131", "Bicycle pump", "1", "21-0902", "Garage 2", "02/19/2021", "Nora Quist"),
)


def write(path: Path) -> None:
    """The list as CSV, with a notice above its header as such exports have."""
    _write(path, ("Property room listing (invented for a demonstration)",), (HEADER, *ROWS))


def write_custody(path: Path) -> None:
    """The custody log that the property room keeps beside its list."""
    _write(path, ("Custody log (invented for a demonstration)",), CUSTODY)


def write_scan(path: Path) -> None:
    """What a scanner read on two shelves of the property room."""
    _write(path, ("Shelf scan (invented for a demonstration)",), SCAN)


def write_city(path: Path) -> None:
    """The property list of the city's police."""
    _write(path, ("Property list (invented for a demonstration)",), CITY)


def _write(path: Path, notice: tuple[str], rows: Sequence[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows((notice, *rows))
