"""What load files say and their volume does not bear out."""

OPENING = r"""
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    produced Harlan, volume 7
      file   PDF/HAR-000001.pdf "The cart stood at the north door." "The boxes stood upon the cart."
      table  vol.opt "HAR-000001,VOL007,PDF\HAR-000001.pdf,Y,,,2" "HAR-000002,VOL007,PDF\HAR-000001.pdf,,,,"
      table  vol.dat "BEGBATES,ENDBATES,PGCOUNT,NATIVELINK" ROWS
"""  # noqa: E501


def test_all_agrees(audit):
    assert audit(OPENING.replace("ROWS", '"HAR-000001,HAR-000002,2,"')) == []


def test_a_ragged_row_a_missing_native_and_another_count(matter):
    rows = r'"HAR-000001,HAR-000002,3,NATIVES\gone.wav" "HAR-000003,HAR-000003,1,,extra"'
    small = matter(OPENING.replace("ROWS", rows))
    found = small.says("load_file_mismatch")
    assert len(found) >= 3
    assert all(says.startswith("VOL007/vol.dat, line ") for says in found)
    assert any("gone.wav" in says for says in found)
    one = small.audited().findings[0]
    assert (one.sources[0].reading, one.sources[0].quote != "") == ("row", True)
