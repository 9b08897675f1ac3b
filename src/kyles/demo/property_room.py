"""The property room's own list, as it exports it: things of this matter and of others."""

import csv
from pathlib import Path

HEADER = ("Item No.", "Description", "Qty", "Case No.", "Location", "Date Received",
          "Received From")  # fmt: skip
ROWS = (
    ("2021-0411", "Bicycle, red, frame bent", "1", "21-0871", "Yard", "09/16/2021", "Otto Lind"),
    ("2021-0415", "Colt .45 revolver, serial number 30417", "1", "21-0886", "Vault A2",
     "09/18/2021", "Ana Ruiz"),
    ("2021-0416", "Spent casing", "1", "21-0886", "Vault A2", "09/18/2021", "Ana Ruiz"),
    ("2021-0422", "Dummy cartridges", "5", "21-0886", "Vault A3", "09/18/2021", "Peggy Lund"),
    ("2021-0423", "DVD of body-worn camera video, Deputy Ana Ruiz", "1", "21-0886", "Media 7",
     "09/19/2021", "Ana Ruiz"),
    ("2021-0424", "Live .45 cartridges", "5", "21-0886", "Vault A3", "09/18/2021", "Peggy Lund"),
    ("2023-0207", "Wallet, brown, empty", "1", "23-0612", "Shelf B1", "05/30/2023", "Front desk"),
    ("2024-0311", "Box of 24 blank cartridges, .45 Colt", "1", "24-1047", "Vault C4",
     "03/06/2024", "Wendell Pike"),
    ("2024-0318", "Key ring with two keys", "1", "24-1090", "Shelf B2", "03/11/2024", "Ida Marsh"),
)  # fmt: skip


def write(path: Path) -> None:
    """The list as CSV, with a notice above its header as such exports have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Property room listing (invented for a demonstration)",))
        writer.writerows((HEADER, *ROWS))
