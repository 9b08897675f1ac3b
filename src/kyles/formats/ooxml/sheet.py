"""The text of one page, by layer, as it is written bit by bit."""

from dataclasses import dataclass, field

from kyles import encoding
from kyles.model import Layer


@dataclass(slots=True)
class Sheet:
    """What stands on a page, and the notes and comments that it points to."""

    pieces: dict[Layer, list[str]] = field(default_factory=dict)
    named: list[tuple[str, str]] = field(default_factory=list)  # ("footnoteReference", "2")
    _cell: int = 0  # where in the body the cell that is being read begins
    _moves: int = 0  # how often the body has moved on
    _left: dict[Layer, int] = field(default_factory=dict)  # where it was when a layer was left

    def add(self, text: str, *layers: Layer) -> None:
        """Write to some layers; one that the body has moved on from begins a line."""
        for layer in layers:
            pieces = self.pieces.setdefault(layer, [])
            if layer is not Layer.BODY and pieces and self._left[layer] != self._moves:
                pieces.append("\n")
            pieces.append(text)
        self._moves += Layer.BODY in layers
        self._left |= dict.fromkeys(layers, self._moves)

    def end_paragraph(self) -> None:
        """End the line, if anything stands on it."""
        self._moves += 1
        pieces = self.pieces.get(Layer.BODY)
        if pieces and pieces[-1] not in ("\n", "\t"):
            pieces.append("\n")

    def begin_cell(self) -> None:
        self._cell = len(self.pieces.get(Layer.BODY, ()))

    def end_cell(self) -> None:
        """Part a cell from the next one by a tab, also where nothing stands in it."""
        self._moves += 1
        pieces = self.pieces.setdefault(Layer.BODY, [])
        if len(pieces) > self._cell and pieces[-1] == "\n":
            pieces.pop()
        pieces.append("\t")

    def end_row(self) -> None:
        pieces = self.pieces.get(Layer.BODY)
        if pieces and pieces[-1] == "\t":
            pieces[-1] = "\n"

    def text(self, layer: Layer) -> str:
        """What the layer holds, without the blanks at the ends of lines."""
        lines = "".join(self.pieces.get(layer, ())).split("\n")
        return encoding.storable("\n".join(line.rstrip() for line in lines).strip("\n"))
