"""Layers for a graph: who stands in which row, in which order, and how far to the right.

Four steps, after Sugiyama: rows by the longest way from a root; a bend in every row that a long
arrow crosses; orders in which neighbours are near each other; and places, as near to the neighbours
as the widths allow. All of it is deterministic.
"""

from itertools import pairwise

GAP, SWEEPS, BENDS = 26, 6, 6000  # pixels between boxes, passes over the rows, most bends


def rows_of(keys, arrows):
    """Return the row of each key: every arrow leads to a later row."""
    after, waiting, row = {key: [] for key in keys}, dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    for start, end in arrows:
        after[start].append(end)
        waiting[end] += 1
    ready = [key for key in keys if not waiting[key]]
    for key in ready:  # the list grows as it is walked
        for end in after[key]:
            row[end] = max(row[end], row[key] + 1)
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    return row


class Layout:
    """The places of boxes, and the bends of the arrows between them.

    Args:
        sizes: the width of each box, by key, in the order that decides where nothing else does.
        arrows: pairs of keys; none leads back to where it came from.
        row_height: pixels from one row to the next.

    Attributes:
        place: the centre of each box.
        bends: for each arrow, by position, the points that it passes on its way.
        bent: whether long arrows go round the boxes; in a very large graph they go straight.
        width, height: of everything.
    """

    def __init__(self, sizes, arrows, row_height):
        self.sizes, self.row = dict(sizes), rows_of(sizes, arrows)
        self.above, self.below, self.chains = {}, {}, []
        spans = [self.row[end] - self.row[start] for start, end in arrows]
        self.bent = sum(span - 1 for span in spans if span > 1) <= BENDS
        for number, (start, end) in enumerate(arrows):
            self.chains.append(self._chain(number, start, end) if self.bent else [start, end])
        for chain in self.chains:
            for start, end in pairwise(chain):
                self.below.setdefault(start, []).append(end)
                self.above.setdefault(end, []).append(start)
        count = max(self.row.values(), default=0) + 1
        self.rows = [[] for _ in range(count)]
        for key in self._walk():
            self.rows[self.row[key]].append(key)
        self._order()
        self._place(row_height)
        self.bends = [[self.place[key] for key in chain[1:-1]] for chain in self.chains]

    def _chain(self, number, start, end):
        """Return the keys that an arrow passes: its ends, and a bend in each row between."""
        chain = [start]
        for row in range(self.row[start] + 1, self.row[end]):
            bend = ("bend", number, row)
            self.sizes[bend], self.row[bend] = 2, row
            chain.append(bend)
        return [*chain, end]

    def _walk(self):
        """Return all keys as a walk from the roots meets them, so that families stay together."""
        seen, stack = {}, [key for key in reversed(self.sizes) if key not in self.above]
        while stack:
            key = stack.pop()
            if key not in seen:
                seen[key] = None
                stack.extend(reversed(self.below.get(key, [])))
        return list(seen)

    def _order(self):
        """Sort each row by where its neighbours in the row before, or after, stand."""
        for sweep in range(SWEEPS):
            downward = sweep % 2 == 0
            near = self.above if downward else self.below
            rows = self.rows if downward else self.rows[::-1]
            position = {}
            for row in rows:
                own = {key: index / len(row) for index, key in enumerate(row)}
                row.sort(key=lambda key: mean([position[k] for k in near.get(key, [])], own[key]))
                position.update({key: (index + 0.5) / len(row) for index, key in enumerate(row)})

    def _place(self, row_height):
        """Move the boxes of each row towards their neighbours, keeping order and distance."""
        x = {}
        for row in self.rows:
            x.update(zip(row, spread([0.0] * len(row), [self.sizes[key] for key in row])))
        for sweep in range(SWEEPS):
            downward = sweep % 2 == 0
            near = self.above if downward else self.below
            for row in self.rows if downward else self.rows[::-1]:
                wanted = [mean([x[k] for k in near.get(key, [])], x[key]) for key in row]
                x.update(zip(row, spread(wanted, [self.sizes[key] for key in row])))
        left = min((x[key] - self.sizes[key] / 2 for key in x), default=0)
        right = max((x[key] + self.sizes[key] / 2 for key in x), default=0)
        self.width, self.height = right - left, len(self.rows) * row_height
        self.place = {key: (x[key] - left, (self.row[key] + 0.5) * row_height) for key in x}


def mean(values, otherwise):
    """Return the mean of numbers; ``otherwise`` if there are none."""
    return sum(values) / len(values) if values else otherwise


def spread(wanted, widths):
    """Return the places nearest to ``wanted``, in that order, at which boxes do not overlap.

    Blocks of boxes that touch move as one, to the mean of what their members wish for: least
    squares under the order, by pooling neighbours.
    """
    offsets, total = [], 0.0
    for before, width in zip([0, *widths], widths):
        total += (before + width) / 2 + GAP if offsets else 0.0
        offsets.append(total)
    blocks = []  # [sum of wishes, members]
    for wish, offset in zip(wanted, offsets):
        blocks.append([wish - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            wish, members = blocks.pop()
            blocks[-1] = [blocks[-1][0] + wish, blocks[-1][1] + members]
    places = [wishes / members for wishes, members in blocks for _ in range(members)]
    return [place + offset for place, offset in zip(places, offsets)]
