"""A small matter: its files written, added through the real intake, and audited."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.matters import files
from tests.matters.notation import Block, Line, Text, blocks, pairs

from kyles.audit import Audited, audit
from kyles.intake.add import Addition, add
from kyles.model import Disclosure, Finding, FindingState, Manner, Side, Withholding
from kyles.store import (
    Store,
    acts,
    create,
    findings,
    items,
    matters,
    open_matter_folder,
    productions,
)

QUESTION = 4  # the priority of what only asks


@dataclass
class Small:
    """A matter in a temporary folder. `lines` are its findings, questions left out."""

    folder: Path
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by file name
    sources: dict[str, tuple[Path, Addition]] = field(default_factory=dict)  # by file name

    def tell(self, text: str) -> "Small":
        """Add what a text says; see `notation`."""
        told = list(blocks(text))
        if isinstance(told[0], Block) and told[0].line.noun == "matter":
            self._open(told.pop(0).line)
        for one in told:
            self._add(one) if isinstance(one, Block) else self._act(one)
        return self

    def store(self) -> Store:
        return open_matter_folder(self.folder / "matter")

    def audited(self) -> Audited:
        with self.store() as store:
            return audit(store)

    def lines(self, rule: str = "") -> list[str]:
        """The open findings in order, each as `1 held_not_disclosed  2024-0311  Harlan`."""
        with self.store() as store:
            audited = audit(store)
            found = [
                (one, line(one, {item.id: item.number for item in items.every(store.view())}))
                for one in audited.open
            ]
        return [said for one, said in found if _shown(one, rule)]

    def says(self, rule: str) -> list[str]:
        """What the findings of a rule say, in order."""
        return [one.says for one in self.audited().findings if one.rule == rule]

    def finding(self, rule: str) -> Finding:
        """The one finding of a rule, open, decided or ended."""
        audited = self.audited()
        (one,) = [one for one in (*audited.findings, *audited.ended) if one.rule == rule]
        return one

    def decide(self, rule: str, text: str, state: FindingState = FindingState.EXPLAINED) -> None:
        """Decide the one finding of a rule."""
        one = self.finding(rule)
        with self.store() as store:
            store.record([findings.decided(one.id, state, text, one.digest)])

    def _open(self, line: Line) -> None:
        opened = matters.opened(
            " ".join(line.parts[0]), court=(line.every("court") or ["us-nm/district"])[0],
            zone="America/Denver", defendants=line.every("defendant"),
            incidents=line.every("incident"),
        )  # fmt: skip
        create(self.folder / "matter", opened).close()
        settings = self.folder / "matter" / "kyles.toml"
        settings.write_text('by = "a lawyer"\nworkers = 1\n', "utf-8")

    def _add(self, block: Block) -> None:
        addition, place = self._whose(block.line)
        place.mkdir(parents=True, exist_ok=True)
        things = [_thing(one) for one in block.inside if one.noun == "thing"]
        if things:
            files.inventory(place / "inventory.csv", things)
        for one in block.inside:
            getattr(self, f"_{one.noun}", _nothing)(place, one)
        for path in place.rglob("*"):
            self.sources[path.name] = (place, addition)
        with self.store() as store:
            add(store, place, addition)

    def _whose(self, line: Line) -> tuple[Addition, Path]:
        named = " ".join(line.parts[1]) if len(line.parts) > 1 else ""
        concerned = line.every("for")
        incident = line.every("incident")
        if line.noun == "produced":
            given = tuple(word for word in line.parts[0] if word != "and")
            name = named.removeprefix("volume ")
            name = f"VOL{int(name):03d}" if name.isdigit() else name
            on = line.every("on")
            addition = Addition(defendants=given, on=on[0] if on else None)
            return addition, self.folder / "given" / "-".join(given) / name
        holder = " ".join(line.parts[0])
        addition = Addition(
            holder=holder, incident=incident[0] if incident else None,
            defendant=concerned[0] if concerned else None, restricted=("restricted",) in line.parts,
        )  # fmt: skip
        return addition, self.folder / "held" / holder / (named or holder.casefold())

    def _file(self, place: Path, line: Line) -> None:
        self._write(place, line.words[0], line.texts, line.after("bates"))

    def _report(self, place: Path, line: Line) -> None:
        number = line.words[0]
        first, *rest = line.texts
        head = f"INCIDENT REPORT\nAgency case no. {number}\n\n{first}"
        self._write(place, f"report_{number}.txt", (head, *rest), line.after("bates"))

    def _write(
        self, place: Path, name: str, pages: tuple[str, ...], first: str | None = None
    ) -> None:
        files.write(place / name, pages, first)
        self.pages[PurePosixPath(name).name] = tuple(pages)

    def _mail(self, place: Path, line: Line) -> None:
        body, *texts = line.texts
        names = [word for word in line.words[1:] if not isinstance(word, Text) and word != "with"]
        files.mail(place / line.words[0], body, dict(zip(names, texts, strict=True)))

    def _table(self, place: Path, line: Line) -> None:
        path = place / line.words[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(line.texts) + "\n", "utf-8")

    def _bytes(self, place: Path, line: Line) -> None:
        (place / line.words[0]).parent.mkdir(parents=True, exist_ok=True)
        (place / line.words[0]).write_bytes("\n".join(line.texts).encode("latin-1"))

    def _copy(self, place: Path, line: Line) -> None:
        name = line.words[0]
        to, first, without = line.after("as") or name, line.after("bates"), line.after("without")
        if not first and not without:
            held, _ = self.sources[name]
            (place / to).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(next(held.rglob(name)), place / to)
            return
        out = {int(page) for page in (without or "0").split("-")}
        pages = [page for at, page in enumerate(self.pages[name], 1) if at not in out]
        files.write(place / to, pages, first)

    def _letter(self, place: Path, line: Line) -> None:
        entries: list[tuple[str, str]] = []
        words: list[str] = []
        for word in line.words:
            if isinstance(word, Text):
                entries.append((" ".join(words), word))
                words = []
            else:
                words.append(word)
        entries += [(" ".join(words), "")] if words else []
        files.cover_letter(place / "letter.txt", entries)

    def _act(self, line: Line) -> None:
        if line.noun == "gone":
            place, addition = self.sources[line.words[0]]
            next(place.rglob(line.words[0])).unlink()
            with self.store() as store:
                add(store, place, addition)
            return
        with self.store() as store:
            held = items.every(store.view(), side=Side.HELD)
            (item,) = [one.id for one in held
                       if line.words[0] in (one.number, PurePosixPath(one.path).name)]  # fmt: skip
            store.record([ACTS[line.noun](item, line)])


def _disclosed(item: str, line: Line):  # type: ignore[no-untyped-def]
    return productions.disclosed(
        Disclosure(item, line.after("to"), line.after("on"), Manner(line.after("by")))
    )


def _withheld(item: str, line: Line):  # type: ignore[no-untyped-def]
    hidden = line.after("existence") == "hidden"
    return productions.withheld(
        Withholding("", item, line.after("from"), line.after("under"), "as the log says",
                    not hidden, line.after("pages") or "")
    )  # fmt: skip


ACTS = {
    "disclosed": _disclosed,
    "withheld": _withheld,
    "related": lambda item, _: acts.linked(item, "a person said so", accepted=True),
    "unrelated": lambda item, _: acts.linked(item, "a person said so", accepted=False),
}


def _thing(line: Line) -> dict[str, str]:
    words = line.words
    numbered = [] if isinstance(words[0], Text) else ["number", words[0]]
    described = words.index(line.texts[0])
    return pairs([*numbered, "description", words[described], *words[described + 1 :]])


def _nothing(place: Path, line: Line) -> None:
    """A thing is written with the whole inventory."""


def _shown(one: Finding, rule: str) -> bool:
    return one.rule == rule if rule else one.priority < QUESTION


def line(one: Finding, numbers: dict[str, str | None]) -> str:
    """A finding in one line: priority, rule, the item's number or name, the defendant."""
    number = numbers.get(one.about.item or "")
    about = number or (PurePosixPath(one.about.path).name if one.about.item else one.about.path)
    return "  ".join(filter(None, (f"{one.priority} {one.rule}", about, one.owed_to)))
