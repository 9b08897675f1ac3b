"""What could not be read was not compared."""

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
"""


def test_damaged_and_unknown_files_are_told_and_are_no_other_gap(matter):
    small = matter(f'{OPENING}\n  bytes broken.pdf "%PDF-1.7 damaged"\n  bytes odd.xyz "\x01\x02"')
    assert small.lines() == ["3 unreadable  broken.pdf", "3 unreadable  odd.xyz"]
    assert all("was not compared" in says or "not be read" in says
               for says in small.says("unreadable"))  # fmt: skip


def test_a_page_without_text(audit):
    assert audit(f'{OPENING}\n  file scan.pdf ""') == ["3 unreadable  scan.pdf"]


def test_identical_bytes_are_found_all_the_same(matter):
    small = matter(f"""{OPENING}
          bytes  odd.xyz "\x01\x02\x03"
        produced Harlan, volume 7
          copy   odd.xyz
    """)
    assert small.lines("held_not_disclosed") == []
    assert {line.split("  ")[0] for line in small.lines()} == {"3 unreadable"}


def test_an_empty_file_is_silent(audit):
    assert audit(f'{OPENING}\n  bytes empty.txt ""') == []
