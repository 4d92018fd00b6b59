"""What goes to a terminal: tables and a progress bar; plain text when it is none."""

import contextlib
import sys


def show_table(title, rows):
    """Print ``rows``, of which the first is the head; with ``rich`` if it is installed."""
    head, *body = rows
    if sys.stdout.isatty():
        with contextlib.suppress(ImportError):
            return show_rich_table(title, head, body)
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    print(title)
    for row in [head, *body]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())
    print()


def show_rich_table(title, head, body):
    """Print the same in colour."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for index, name in enumerate(head):
        table.add_column(name, justify="right" if index else "left")
    for row in body:
        table.add_row(*row)
    Console().print(table)


class Progress:
    """A bar that is drawn only on a terminal; call it with how many are done."""

    def __init__(self, label, total):
        self.label, self.total = label, max(total, 1)
        self.shown = sys.stderr.isatty()

    def __call__(self, done):
        """Redraw the bar."""
        if self.shown and (done % 20 == 0 or done == self.total):
            filled = 30 * done // self.total
            bar = "#" * filled + "." * (30 - filled)
            end = "\n" if done == self.total else ""
            print(f"\r{self.label} [{bar}] {done}/{self.total}", end=end, file=sys.stderr)
