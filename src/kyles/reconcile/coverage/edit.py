"""Edit distance with its path: how some held letters became some produced ones."""

import numpy as np

from kyles.fingerprint.kernel import inner

EQUAL, OTHER = 1, 0
BLOCK = 64  # letters that are aligned at a time beyond the ends of matches
ENOUGH = 8.0  # score that a block must have to go on
ERROR_COST = 1.2  # of a wrong letter, where a right one scores 1


@inner
def path(held, at, lost, produced, there, extra, way, out):
    """Write the steps from `lost` held to `extra` produced letters into `out`; their number.

    A step is (EQUAL or OTHER, held letters, produced letters). Letters are read onward from `at`
    and `there` where `way` is 1, and backward from before them where it is -1.
    """
    shift = 0 if way > 0 else -1
    head = 0
    while (
        head < lost
        and head < extra
        and held[at + way * head + shift] == produced[there + way * head + shift]
    ):
        head += 1
    tail = 0
    while (
        tail < min(lost, extra) - head
        and held[at + way * (lost - 1 - tail) + shift]
        == produced[there + way * (extra - 1 - tail) + shift]
    ):
        tail += 1
    count = _put(out, 0, EQUAL, head, head)
    rows, columns = lost - head - tail, extra - head - tail
    if rows == 0 or columns == 0:
        count = _put(out, count, OTHER, rows, columns)
    else:
        count = _middle(
            held, at + way * head, rows, produced, there + way * head, columns, way, out, count
        )
    return _put(out, count, EQUAL, tail, tail)


@inner
def _put(out, count, kind, lost, extra):
    """Add a step, to the one before it where both are of a kind."""
    if lost == 0 and extra == 0:
        return count
    if count and out[count - 1, 0] == kind:
        out[count - 1, 1] += lost
        out[count - 1, 2] += extra
        return count
    out[count, 0], out[count, 1], out[count, 2] = kind, lost, extra
    return count + 1


@inner
def _middle(held, at, rows, produced, there, columns, way, out, count):
    """The least costly way, by Levenshtein's matrix; where there is a choice, equal letters."""
    shift = 0 if way > 0 else -1
    moves = np.empty((rows + 1, columns + 1), np.uint8)
    cost = np.arange(columns + 1).astype(np.int32)
    moves[0, :] = 2
    for row in range(1, rows + 1):
        letter = held[at + way * (row - 1) + shift]
        diagonal = cost[0]
        cost[0] = row
        moves[row, 0] = 1
        for column in range(1, columns + 1):
            above = cost[column]
            best = diagonal + (letter != produced[there + way * (column - 1) + shift])
            move = 0
            if above + 1 < best:
                best, move = above + 1, 1
            if cost[column - 1] + 1 < best:
                best, move = cost[column - 1] + 1, 2
            diagonal = above
            cost[column] = best
            moves[row, column] = move
    back = np.empty(rows + columns, np.uint8)
    length, row, column = 0, rows, columns
    while row or column:
        move = moves[row, column]
        row -= move != 2
        column -= move != 1
        if move == 0 and held[at + way * row + shift] == produced[there + way * column + shift]:
            move = 3
        back[length] = move
        length += 1
    for step in range(length - 1, -1, -1):
        move = back[step]
        if move == 3:
            count = _put(out, count, EQUAL, 1, 1)
        else:
            count = _put(out, count, OTHER, move != 2, move != 1)
    return count


@inner
def best_start(steps, count):
    """How many of the first steps score best together, up to equal letters; and their score."""
    best, length, score = 0.0, 0, 0.0
    for at in range(count):
        if steps[at, 0] == EQUAL:
            score += steps[at, 1]
            if score > best:
                best, length = score, at + 1
        else:
            score -= ERROR_COST * max(steps[at, 1], steps[at, 2])
    return length, best
