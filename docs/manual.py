"""The manual as a browser shows it: HTML pages with an index, a search and links between them.

It needs no server: open ``docs/build/index.html``.
"""

import builtins
import json
import shutil
from pathlib import Path

from hypertext import first_sentence, to_html

HERE = Path(__file__).parent
SHORT = {"F.": "torch.nn.functional.", "nn.": "torch.nn.", "optim.": "torch.optim."}
FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - minitorch</title>
<link rel="stylesheet" href="manual.css">
<header><a href="index.html">minitorch</a>
<input id="search" type="search" placeholder="Search: press /" aria-label="Search the manual"
 autocomplete="off"><ul id="found" hidden></ul></header>
<div class="columns"><nav aria-label="All names"></nav><main>
{path}{body}{turn}
</main></div>
<script src="names.js"></script>
<script src="manual.js"></script>
</html>
"""
WELCOME = """# The manual

PyTorch 0.4.1 as `import minitorch as torch`, and 0.3.1 as `import minitorch.v03 as torch`.

A page says how a name is called, what it gives and what it refuses. What it shows of an operation
was found out by running it: an example with its gradient, shapes and types. At the end stands the
definition, the derivative beside the value; it is the source itself.

Press `/` to search. New here? Begin with [lesson 0](lesson-00.html).
"""


class Manual:
    """Pages that know each other.

    Args:
        names: every name with a page, in the order of the index, and its Markdown.
        aliases: other names, and the name of the page about each.
        lessons: the lessons.
    """

    def __init__(self, names, aliases, lessons):
        self.names, self.aliases, self.lessons = names, aliases, lessons
        self.homes = list(dict.fromkeys(name.rpartition(".")[0] for name in names))

    def place(self, name):
        """Return the file of the page about what is written as ``name``, or None."""
        for short, long in SHORT.items():
            name = long + name[len(short) :] if name.startswith(short) else name
        if "." not in name and (hasattr(builtins, name) or len(name) == 1):
            return None  # Python's own, or somebody's variable
        homes = [home for home in self.homes if home != "torch.Tensor"]  # dim, index: words too
        tried = [name] if "." in name else [f"{home}.{name}" for home in homes]
        tried = [self.aliases.get(one, one) for one in tried]
        return next((f"{one}.html" for one in tried if one in self.names), None)

    def listed(self, home):
        """Return every name in a module with the name of its page, as people look them up."""
        every = {**dict.fromkeys(self.names), **self.aliases}
        inside = [name for name in every if name.rpartition(".")[0] == home]
        return [(name, every[name] or name) for name in sorted(inside, key=str.lower)]

    def frame(self, title, text, own="", path="", turn=""):
        """Return a whole page of Markdown; no name in it links to the page itself."""

        def link(name):
            place = self.place(name)
            return None if place == own else place

        return FRAME.format(title=title, body=to_html(text, link), path=path, turn=turn)

    def write(self, folder):
        """Write every page, the index, the search and the lessons into ``folder``."""
        files = {"index.html": self.frame("Manual", WELCOME + self.index(), "index.html")}
        for before, name, after in zip(*in_turn(list(self.names))):
            home = name.rpartition(".")[0]
            path = f'<p class="path"><a href="index.html#{slug(home)}">{home}</a></p>'
            own, turn = f"{name}.html", turned(before, after)
            files[own] = self.frame(name, self.names[name], own, path, turn)
        for lesson in self.lessons:
            files[file_of(lesson)] = self.lesson(lesson, folder)
        files["names.js"] = f"const NAMES = {json.dumps(self.search(), ensure_ascii=False)}\n"
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf8")
        for name in ("manual.css", "manual.js"):
            shutil.copy(HERE / name, folder)
        return files

    def summary(self, name):
        """Return the first sentence about a name: what stands below its title and its calls."""
        parts = self.names[name].split("\n\n")[2:]
        return first_sentence(parts[1] if parts[0].startswith("Also called as") else parts[0])

    def index(self):
        """Return the index as Markdown."""
        parts = ["## Lessons", "\n".join(f"- [{x.title}]({file_of(x)})" for x in self.lessons)]
        for home in self.homes:
            inside = self.listed(home)
            lines = [f"- [{name}]({page}.html): {self.summary(page)}" for name, page in inside]
            parts += [f"## {home}", "\n".join(lines)]
        return "\n" + "\n\n".join(parts)

    def search(self):
        """Return what the search looks through: a name, a file and a sentence each."""
        lessons = [[x.title, file_of(x), ""] for x in self.lessons]
        inside = [pair for home in self.homes for pair in self.listed(home)]
        return lessons + [[name, f"{page}.html", self.summary(page)] for name, page in inside]

    def lesson(self, lesson, folder):
        """Return the page of a lesson, and lay its pictures beside it."""
        pictures = folder / "pictures" / lesson.folder.name
        for picture in lesson.pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, pictures)
        text = lesson.text.replace("](pictures/", f"](pictures/{lesson.folder.name}/")
        tasks = [f"- **{e.title}.** {e.task}" for e in lesson.exercises]
        command = f"`minitorch learn --at {lesson.number:02}` checks what you write.\n\n"
        text += "\n## Exercises\n\n" + command + "\n".join(tasks)
        path = '<p class="path"><a href="index.html#lessons">Lessons</a></p>'
        return self.frame(lesson.title, text, path=path)


def file_of(lesson):
    """Return the file of a lesson's page."""
    return f"lesson-{lesson.number:02}.html"


def slug(home):
    """Return what the heading of a group is called in an address."""
    return home.lower().replace(".", "-")


def last(name):
    """Return a name without the modules before it."""
    return name.rpartition(".")[2]


def in_turn(names):
    """Return three lists: what comes before each name, the names, and what comes after."""
    return [None, *names[:-1]], names, [*names[1:], None]


def turned(before, after):
    """Return the links to the pages before and after, as HTML."""
    back = f'<a href="{before}.html">&larr; {last(before)}</a>' if before else "<span></span>"
    on = f'<a href="{after}.html">{last(after)} &rarr;</a>' if after else ""
    return f'<p class="turn">{back}{on}</p>'
