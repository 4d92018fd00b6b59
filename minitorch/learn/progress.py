"""How far a learner is: one JSON file in their folder, which can move between machines."""

import json
import os

NAME = ".minitorch-progress.json"


class Progress:
    """What was passed, tried and hinted at.

    A file that can't be read is set aside under another name, and learning goes on.

    Attributes:
        at: the name of the exercise at hand, or None.
        exercises: for each name ``{"passed": bool, "attempts": int, "hints": int, "shown": bool}``.
        set_aside: where a file that could not be read went, or None.
    """

    def __init__(self, folder):
        self.path = folder / NAME
        self.at, self.exercises, self.set_aside = None, {}, None
        if self.path.exists():
            self._read()

    def _read(self):
        try:
            found = json.loads(self.path.read_text(encoding="utf8"))
            at, exercises = found.get("at"), found.get("exercises", {})
            kept = {name: {**blank(), **entry} for name, entry in exercises.items()}
        except (ValueError, AttributeError, TypeError, OSError):
            self.set_aside = self.path.with_name(f"{NAME}.unreadable")
            os.replace(self.path, self.set_aside)
            return
        self.at, self.exercises = at if isinstance(at, str) else None, kept

    def of(self, name):
        """Return what is known of an exercise."""
        return self.exercises.setdefault(name, blank())

    def save(self):
        """Write the file; it is complete or what it was."""
        draft = self.path.with_name(f"{NAME}.{os.getpid()}")
        text = json.dumps({"at": self.at, "exercises": self.exercises}, indent=1)
        draft.write_text(text + "\n", encoding="utf8")
        os.replace(draft, self.path)


def blank():
    """Return what is known of an exercise at first."""
    return {"passed": False, "attempts": 0, "hints": 0, "shown": False}
