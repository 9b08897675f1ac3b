"""Adding: what makes an item the same, what a second adding changes, and what is never kept."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from kyles.errors import NotFound, Refused, UsageError
from kyles.intake import installed
from kyles.intake.add import Added, Addition, add
from kyles.intake.file import FileTask
from kyles.intake.level import Readers
from kyles.model import Event, Item, Kind, Role, Side, State
from kyles.store import Store, create, items, lists, matters, productions, readings, sources

SHERIFF = Addition(holder="Sheriff")
HARLAN = Addition(defendants=("Harlan",), on="2024-03-01")
INVENTORY = (
    "Item No,Description,Case No\n2021-1,Box of cartridges,21-0886\n2021-2,Revolver,21-0886\n"
)
ODD = (
    "Kenn,Was,Location,Quantity\nA-11,Box of cartridges,C-14,1\nA-12,Revolver,C-15,1\n"
    "A-13,Holster,C-16,2\n"
)


def opened() -> Event:
    return matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                          defendants=("Harlan", "Reed"), incidents=("21-0886",))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path):
    with create(tmp_path / "matter", opened()) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files(tmp_path / "sheriff", {"a.txt": "First report.", "b/c.txt": "Second report."})


def files(folder: Path, texts: dict[str, str | bytes]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def mail(subject: str, attachments: dict[str, str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.test", "b@x.test", subject
    message["Date"] = "Fri, 01 Mar 2024 10:00:00 -0700"
    message.set_content(f"Body of {subject}.")
    for name, text in attachments.items():
        message.add_attachment(text, filename=name)
    return message.as_bytes()


def by_path(store: Store) -> dict[str, Item]:
    return {item.path: item for item in items.every(store.view())}


def text(store: Store, item: Item) -> str:
    view = store.view()
    content = items.content(view, item)
    pages = readings.of(view, content) if content else {}
    return "".join(one.text for page in pages.values() for one in page)


def told(added: Added) -> tuple[int, int, int]:
    return added.new, added.changed, added.gone


def test_files_become_items_with_their_text(store: Store, folder: Path):
    assert told(add(store, folder, SHERIFF)) == (2, 0, 0)
    found = by_path(store)
    assert list(found) == ["sheriff/a.txt", "sheriff/b/c.txt"]
    one = found["sheriff/a.txt"]
    assert (one.side, one.kind, one.role, one.holder) == (
        Side.HELD, Kind.DOCUMENT, Role.FILE, "Sheriff")  # fmt: skip
    assert (one.version.state, one.version.number) == (State.OK, 1)
    assert text(store, one) == "First report."


def test_adding_again_appends_nothing(store: Store, folder: Path):
    files(folder, {"m.eml": mail("One", {"x.txt": "Attached."}), "inventory.csv": INVENTORY,
                   "broken.pdf": b"%PDF-1.7\nbroken", "odd.xyz": b"\x00\x01", "none.txt": b"",
                   "odd.csv": ODD})  # fmt: skip
    first = add(store, folder, SHERIFF)
    size, root = store.view().size, store.view().root
    again = add(store, folder, SHERIFF)
    assert told(again) == (0, 0, 0)
    assert again.states == first.states
    assert (store.view().size, store.view().root) == (size, root)


def test_changed_bytes_are_a_new_version_and_the_old_one_stays(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    before = store.view().size
    files(folder, {"a.txt": "First report, corrected."})
    assert told(add(store, folder, SHERIFF)) == (0, 1, 0)
    now = by_path(store)["sheriff/a.txt"]
    assert now.version.number == 2
    assert text(store, now) == "First report, corrected."
    (then,) = [one for one in items.every(store.view(as_of=before)) if one.id == now.id]
    assert then.version.number == 1
    assert store.blobs.has(then.version.sha256 or "")


def test_gone_and_back(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    (folder / "a.txt").rename(folder.parent / "aside.txt")
    assert told(add(store, folder, SHERIFF)) == (0, 0, 1)
    gone = by_path(store)["sheriff/a.txt"]
    assert (gone.version.state, gone.version.number) == (State.GONE, 2)
    assert told(add(store, folder, SHERIFF)) == (0, 0, 0)
    (folder.parent / "aside.txt").rename(folder / "a.txt")
    assert told(add(store, folder, SHERIFF)) == (0, 1, 0)
    back = by_path(store)["sheriff/a.txt"]
    assert (back.version.state, back.version.number) == (State.OK, 3)
    assert text(store, back) == "First report."


def test_a_mail_that_is_gone_takes_its_attachments_along_and_brings_them_back(
    store: Store, folder: Path
):
    message = mail("One", {"x.txt": "Attached."})
    add(store, files(folder, {"m.eml": message}), SHERIFF)
    (folder / "m.eml").unlink()
    assert told(add(store, folder, SHERIFF)) == (0, 0, 2)
    files(folder, {"m.eml": message})
    assert told(add(store, folder, SHERIFF)) == (0, 2, 0)
    assert {item.version.state for item in by_path(store).values()} == {State.OK}


def test_the_same_folder_from_another_place_is_the_same(store: Store, folder: Path, tmp_path: Path):
    add(store, folder, SHERIFF)
    size = store.view().size
    elsewhere = shutil.copytree(folder, tmp_path / "drive" / "sheriff")
    assert told(add(store, elsewhere, SHERIFF)) == (0, 0, 0)
    (tmp_path / "link").symlink_to(elsewhere)
    assert told(add(store, tmp_path / "link", SHERIFF)) == (0, 0, 0)
    assert store.view().size == size


def test_the_same_folder_of_two_holders_is_two(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    assert told(add(store, folder, Addition(holder="Laboratory"))) == (2, 0, 0)
    assert len({item.id for item in items.every(store.view())}) == 4


def test_a_name_given_to_two_defendants_apart_is_two_volumes(store: Store, tmp_path: Path):
    volume = files(tmp_path / "VOL001", {"a.txt": "Given."})
    add(store, volume, HARLAN)
    add(store, volume, Addition(defendants=("Reed",)))
    volumes = productions.volumes(store.view())
    assert [(one.name, one.defendants, one.on) for one in volumes] == [
        ("VOL001", ("Harlan",), "2024-03-01"), ("VOL001", ("Reed",), None)]  # fmt: skip
    assert len(items.every(store.view())) == 2


def test_one_volume_given_to_two_at_once_is_one(store: Store, tmp_path: Path):
    volume = files(tmp_path / "VOL001", {"a.txt": "Given."})
    add(store, volume, Addition(defendants=("Reed", "Harlan")))
    (one,) = productions.volumes(store.view())
    assert set(one.defendants) == {"Harlan", "Reed"}
    assert told(add(store, volume, Addition(defendants=("Harlan", "Reed")))) == (0, 0, 0)


def test_a_date_said_later_is_kept_and_nothing_is_read_again(store: Store, tmp_path: Path):
    volume = files(tmp_path / "VOL001", {"a.txt": "Given."})
    add(store, volume, Addition(defendants=("Harlan",)))
    before = store.view().size
    assert told(add(store, volume, HARLAN)) == (0, 0, 0)
    assert productions.volumes(store.view())[0].on == "2024-03-01"
    assert productions.volumes(store.view(as_of=before))[0].on is None
    size = store.view().size
    add(store, volume, Addition(defendants=("Harlan",)))
    add(store, volume, HARLAN)
    assert store.view().size == size
    assert sources.addings(store.view())[0].completed


def test_incident_and_defendant_go_to_the_items(store: Store, folder: Path):
    add(store, folder, Addition(holder="Sheriff", incident="23-10447", defendant="Reed"))
    assert {(item.incident, item.defendant) for item in by_path(store).values()} == {
        ("23-10447", "Reed")}  # fmt: skip


def test_an_incident_said_later_is_a_new_version_and_stays(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    assert told(add(store, folder, Addition(holder="Sheriff", incident="23-10447"))) == (0, 2, 0)
    size = store.view().size
    assert told(add(store, folder, SHERIFF)) == (0, 0, 0)
    assert {item.incident for item in by_path(store).values()} == {"23-10447"}
    assert store.view().size == size


MARKER = "zircon-informant-7741"


def test_restricted_keeps_no_byte_of_the_evidence(store: Store, tmp_path: Path):
    secret = files(tmp_path / "vault", {
        "a.txt": f"It says {MARKER}.", "m.eml": mail(MARKER, {"x.txt": MARKER}),
        "list.csv": f"Item No,Description,Case No\n1,{MARKER},2\n2,{MARKER},2\n"})  # fmt: skip
    added = add(store, secret, Addition(holder="Sheriff", restricted=True))
    assert added.states == {State.RESTRICTED: 3}
    assert all(item.version.sha256 for item in by_path(store).values())
    assert not holds(store, MARKER)


def holds(store: Store, words: str) -> bool:
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return any(
        words.encode() in path.read_bytes() for path in store.folder.rglob("*") if path.is_file()
    )


def test_what_was_restricted_stays_so(store: Store, tmp_path: Path):
    secret = files(tmp_path / "vault", {"a.txt": f"It says {MARKER}."})
    add(store, secret, Addition(holder="Sheriff", restricted=True))
    files(secret, {"b.txt": f"Later {MARKER}."})
    assert add(store, secret, SHERIFF).states == {State.RESTRICTED: 2}
    assert not holds(store, MARKER)


def test_what_was_kept_cannot_be_said_to_be_restricted(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    size = store.view().size
    with pytest.raises(Refused, match="its bytes are kept"):
        add(store, folder, Addition(holder="Sheriff", restricted=True))
    assert store.view().size == size


def test_rows_of_an_inventory_are_things(store: Store, tmp_path: Path):
    add(store, files(tmp_path / "sheriff", {"inventory.csv": INVENTORY}), SHERIFF)
    found = by_path(store)
    assert found["sheriff/inventory.csv"].role is Role.LIST
    thing = items.one(store.view(), "2021-2")
    assert (thing.kind, thing.title, thing.parent) == (
        Kind.THING, "Revolver", found["sheriff/inventory.csv"].id)  # fmt: skip


def test_a_thing_in_two_lists_is_one_and_is_gone_from_the_last_only(store: Store, tmp_path: Path):
    folder = files(tmp_path / "sheriff", {"a.csv": INVENTORY, "b.csv": INVENTORY})
    add(store, folder, SHERIFF)
    other = files(tmp_path / "annex", {"c.csv": INVENTORY})
    assert told(add(store, other, SHERIFF)) == (1, 0, 0)
    size = store.view().size
    assert told(add(store, folder, SHERIFF)) == (0, 0, 0)
    assert store.view().size == size
    (folder / "a.csv").unlink()
    add(store, folder, SHERIFF)
    assert state(store, "2021-1") is State.OK
    (folder / "b.csv").unlink()
    add(store, folder, SHERIFF)
    assert state(store, "2021-1") is State.OK
    files(other, {"c.csv": INVENTORY.replace("2021-1,", "2021-9,")})
    add(store, other, SHERIFF)
    add(store, folder, SHERIFF)
    assert state(store, "2021-1") is State.GONE
    files(other, {"c.csv": INVENTORY})
    add(store, other, SHERIFF)
    assert state(store, "2021-1") is State.OK


def state(store: Store, words: str) -> State:
    return items.one(store.view(), words).version.state


def test_an_unsure_list_is_unmapped_with_the_line_to_use(store: Store, tmp_path: Path):
    added = add(store, files(tmp_path / "sheriff", {"odd.csv": ODD}), SHERIFF)
    ((path, mapped, reason),) = added.trouble
    assert (path, mapped) == ("sheriff/odd.csv", State.UNMAPPED)
    assert "--map" in reason


def test_a_mapping_makes_it_a_list_and_is_remembered_for_the_holder(store: Store, tmp_path: Path):
    folder = files(tmp_path / "sheriff", {"odd.csv": ODD, "inventory.csv": INVENTORY})
    add(store, folder, SHERIFF)
    given = Addition(holder="Sheriff", columns={"number": "Kenn", "description": "Was"})
    add(store, folder, given)
    assert by_path(store)["sheriff/odd.csv"].role is Role.LIST
    assert items.one(store.view(), "A-12").title == "Revolver"
    assert items.one(store.view(), "2021-2").title == "Revolver"
    size = store.view().size
    assert told(add(store, folder, given)) == (0, 0, 0)
    assert told(add(store, folder, SHERIFF)) == (0, 0, 0)
    assert store.view().size == size
    other = files(tmp_path / "annex", {"more.csv": ODD.replace("A-1", "B-1")})
    assert add(store, other, SHERIFF).states == {State.OK: 4}
    assert add(store, files(tmp_path / "lab", {"odd.csv": ODD}),
               Addition(holder="Laboratory")).states == {State.UNMAPPED: 1}  # fmt: skip


def test_another_mapping_of_the_same_bytes_replaces_the_entries(store: Store, tmp_path: Path):
    folder = files(tmp_path / "sheriff", {"inventory.csv": INVENTORY})
    add(store, folder, SHERIFF)
    first = store.view().size
    add(store, folder, Addition(holder="Sheriff", columns={"location": "Case No"}))
    assert {entry.facts.get("location") for entry in lists.entries(store.view())} == {"21-0886"}
    then = lists.entries(store.view(as_of=first))
    assert {entry.facts.get("location") for entry in then} == {None}


def test_a_mapping_that_fits_no_list_is_told(store: Store, tmp_path: Path):
    folder = files(tmp_path / "sheriff", {"inventory.csv": INVENTORY})
    with pytest.raises(UsageError, match="no column 'Nope'"):
        add(store, folder, Addition(holder="Sheriff", columns={"number": "Nope"}))
    assert len(by_path(store)) == 3


def test_one_attachment_in_two_mails_is_two_items_of_one_content(store: Store, tmp_path: Path):
    folder = files(tmp_path / "mail", {
        "one.eml": mail("One", {"x.txt": "The same words."}),
        "two.eml": mail("Two", {"x.txt": "The same words."})})  # fmt: skip
    add(store, folder, SHERIFF)
    found = by_path(store)
    one, two = found["mail/one.eml/x.txt"], found["mail/two.eml/x.txt"]
    assert one.id != two.id
    assert one.version.sha256 == two.version.sha256
    assert (one.parent, two.parent) == (found["mail/one.eml"].id, found["mail/two.eml"].id)
    assert one.role is Role.ATTACHMENT
    view = store.view()
    assert items.content(view, one) == items.content(view, two)


def test_two_attachments_of_one_name_are_two_items(store: Store, tmp_path: Path):
    message = EmailMessage()
    message["Subject"], message["From"] = "Twice", "a@x.test"
    message.set_content("Body.")
    for words in ("First.", "Second."):
        message.add_attachment(words, filename="x.txt")
    add(store, files(tmp_path / "mail", {"m.eml": message.as_bytes()}), SHERIFF)
    assert [item.path for item in by_path(store).values()][1:] == [
        "mail/m.eml/x.txt", "mail/m.eml/x.txt#2"]  # fmt: skip


def test_after_an_interruption_what_is_whole_is_not_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Plain pages were recorded with all that follows from them; lists and mail are read again."""
    texts = {f"{at:03}.txt": f"Report {at}." for at in range(6)}
    others = {"010.csv": INVENTORY, "011.eml": mail("One", {"x.txt": "Inside."}), "z.txt": "Last."}
    folder = files(tmp_path / "sheriff", {**texts, **others})
    monkeypatch.setattr("kyles.intake.add.BATCH", 1)

    def until_last(_what: str, done: int, of: int, _more: str = "") -> None:
        if done == of - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(store, folder, SHERIFF, progress=until_last)
    read: list[str] = []
    each = Readers.each

    def counted(self: Readers, tasks: Sequence[FileTask]):
        read.extend(task.name for task in tasks)
        return each(self, tasks)

    monkeypatch.setattr(Readers, "each", counted)
    assert told(add(store, folder, SHERIFF)) == (2, 0, 0)
    assert read == ["010.csv", "011.eml", "z.txt", "x.txt"]
    assert sources.addings(store.view())[0].completed


def test_what_could_not_be_read_is_read_again(store: Store, folder: Path):
    """A newer Kyles, or more time, may read what could not be read before."""
    add(store, folder, SHERIFF)
    known = items.found(by_path(store)["sheriff/a.txt"], content=None)
    failed = {"state": "failed", "reason": "took longer than 60 s", "number": 2}
    store.record([Event(known.kind, {**known.body, **failed})])
    assert state(store, "a.txt") is State.FAILED
    assert told(add(store, folder, SHERIFF)) == (0, 1, 0)
    assert text(store, by_path(store)["sheriff/a.txt"]) == "First report."


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xyz", b"\0\1\2\3" * 9), ("a.pdf", b"%PDF-1.7 damaged")],
    ids=["of no known kind", "damaged"],
)
def test_what_its_bytes_tell_is_read_again_by_other_readers_only(
    store: Store, tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
):
    evidence = files(tmp_path / "sheriff", {name: data})
    add(store, evidence, SHERIFF)
    item = by_path(store)[f"sheriff/{name}"]
    settled = replace(item.version, number=2, reason="as it was said then")
    store.record([items.found(replace(item, version=settled), content=None)])
    assert told(add(store, evidence, SHERIFF)) == (0, 0, 0)
    monkeypatch.setattr(installed, "LIBRARIES", ("another",))
    assert told(add(store, evidence, SHERIFF)) == (0, 1, 0)
    assert by_path(store)[f"sheriff/{name}"].version.reason != "as it was said then"
    assert told(add(store, evidence, SHERIFF)) == (0, 0, 0)


def test_a_pipe_in_the_place_of_a_file_is_not_opened(store: Store, folder: Path):
    add(store, folder, SHERIFF)
    (folder / "a.txt").unlink()
    os.mkfifo(folder / "a.txt")
    assert told(add(store, folder, SHERIFF)) == (0, 1, 0)
    assert state(store, "a.txt") is State.SPECIAL


def test_an_empty_folder_is_remembered(store: Store, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert add(store, tmp_path / "empty", SHERIFF).files == 0
    (one,) = sources.addings(store.view())
    assert (one.source.name, one.completed, one.items) == ("empty", True, 0)
    size = store.view().size
    add(store, tmp_path / "empty", SHERIFF)
    assert store.view().size == size


def test_a_file_alone_has_its_own_name(store: Store, folder: Path):
    add(store, folder / "a.txt", SHERIFF)
    assert list(by_path(store)) == ["a.txt"]


def test_a_folder_that_has_the_matter_in_it_leaves_the_matter_out(store: Store, folder: Path):
    case = store.folder.parent
    add(store, case, SHERIFF)
    assert set(by_path(store)) == {f"{case.name}/sheriff/a.txt", f"{case.name}/sheriff/b/c.txt"}
    size = store.view().size
    add(store, case, SHERIFF)
    assert store.view().size == size


def test_links_and_pipes_are_seen_and_not_followed(store: Store, folder: Path, tmp_path: Path):
    (folder / "link").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    added = add(store, folder, SHERIFF)
    assert added.states == {State.OK: 2, State.SPECIAL: 2}


def test_names_that_are_no_text_are_kept_as_they_can_be_written(store: Store, folder: Path):
    path = os.fsencode(folder) + b"/\xff\xfe.txt"
    with open(path, "wb") as out:  # noqa: PTH123 - the name is bytes
        out.write(b"Named oddly.")
    add(store, folder, SHERIFF)
    assert "sheriff/\\xff\\xfe.txt" in by_path(store)


def test_a_missing_path_is_not_found(store: Store, tmp_path: Path):
    with pytest.raises(NotFound, match="no such file"):
        add(store, tmp_path / "nowhere", SHERIFF)
    assert store.view().size == 1


def volume(folder: Path, *, opt: str, dat: str, images: dict[str, bytes]) -> Path:
    return files(folder, {"DATA/VOL001.opt": opt, "DATA/VOL001.dat": dat, **images})


DAT = "\u00feBegBates\u00fe\u0014\u00feEndBates\u00fe\u0014\u00feTextPath\u00fe\r\n"


def test_a_load_file_that_points_outside_is_refused_and_nothing_is_stored(
    store: Store, tmp_path: Path
):
    (tmp_path / "secret.tif").write_bytes(b"outside")
    folder = volume(tmp_path / "VOL001", dat=DAT, images={},
                    opt="H-000001,VOL001,../../secret.tif,Y,,,1\r\n")  # fmt: skip
    with pytest.raises(Refused, match=r"VOL001\.opt"):
        add(store, folder, HARLAN)
    assert store.view().size == 1
    assert not store.blobs.folder.exists() or not list(store.blobs.folder.iterdir())


def test_a_load_file_said_otherwise_changes_the_numbers_of_the_same_files(
    store: Store, tmp_path: Path
):
    def told_by(first: str) -> Path:
        row = f"\u00fe{first}\u00fe\u0014\u00fe{first}\u00fe\u0014\u00feTEXT\\a.txt\u00fe\r\n"
        return volume(tmp_path / "VOL001", opt=f"{first},VOL001,IMAGES\\a.tif,Y,,,1\r\n",
                      dat=DAT + row,
                      images={"IMAGES/a.tif": b"II*\x00one", "TEXT/a.txt": b"Words."})  # fmt: skip

    add(store, told_by("HAR-000001"), HARLAN)
    before = labels(store)
    assert before == {"HAR-000001"}
    add(store, told_by("HAR-000007"), HARLAN)
    assert labels(store) == {"HAR-000007"}
    size = store.view().size
    assert told(add(store, tmp_path / "VOL001", HARLAN)) == (0, 0, 0)
    assert store.view().size == size


def labels(store: Store) -> set[str]:
    gone = {item.id for item in items.every(store.view()) if item.version.state is State.GONE}
    return {label for item, pages in productions.labels(store.view()).items() if item not in gone
            for label in pages.values()}  # fmt: skip
