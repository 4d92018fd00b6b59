"""``minitorch learn``: check the exercise at hand on each save, and do what keys say."""

from functools import partial
from itertools import groupby
from pathlib import Path

from . import junit, sandbox
from .course import LEVELS
from .judge import answer_of
from .plain import brief
from .workspace import Workspace

HELP = "h hint  n next  l list  j jump  r reset  s solution  t task  c check  q quit"
ROOM = 72  # columns for two values in one line
POLL = 0.3  # seconds between looks at the file


class Runner:
    """Teaches one learner.

    Args:
        workspace: their folder.
        out: what prints.
        keys: where keys come from.
        check: what judges an answer; see :func:`sandbox.check`.
    """

    def __init__(self, workspace, out, keys, check=sandbox.check):
        self.work, self.out, self.keys, self.check = workspace, out, keys, check
        self.progress = workspace.progress
        if self.progress.set_aside is not None:
            out.say(f"The progress file could not be read; it is kept as {self.progress.set_aside}")

    def judge(self, exercise):
        """Check an answer and remember the result."""
        ((_, verdict),) = self.judge_each([exercise])
        return verdict

    def judge_each(self, exercises):
        """Check answers and remember the results; yield ``(exercise, verdict)``."""
        asked = [(e, self.work.answer(e), self.work.path(e)) for e in exercises]
        for exercise, verdict in zip(exercises, sandbox.check_each(asked, self.check)):
            known = self.progress.of(exercise.name)
            known["passed"] = verdict.status == "passed"
            known["attempts"] += verdict.status != "todo"
            self.progress.save()
            yield exercise, verdict

    # --- for scripts and classrooms --------------------------------------------------------------

    def once(self):
        """Check the exercise at hand; return whether it is passed."""
        exercise = self.work.current
        verdict = self.judge(exercise)
        self.show(exercise, verdict)
        return verdict.status == "passed"

    def check_all(self, names=(), report=None):
        """Check all exercises, or those whose names begin so; return whether all are passed."""
        chosen = [e for name in names for e in self.work.matching(name)] or self.work.exercises
        verdicts = []
        for exercise, verdict in self.judge_each(chosen):
            verdicts.append((exercise, verdict))
            sign = self.out.signs[verdict.status]
            told = "" if verdict.status in ("passed", "todo") else f": {verdict.message}"
            self.out.say(f"{sign} {exercise.name}{told}")
        passed = len([v for _, v in verdicts if v.status == "passed"])
        self.out.say(f"{passed} of {len(verdicts)} passed")
        if report is not None:
            junit.write(report, verdicts)
        return passed == len(verdicts)

    def list(self):
        """Print all exercises, those passed and the one at hand marked."""
        for lesson, exercises in self.lessons():
            self.out.say(lesson.title, "head")
            self._list(exercises)

    def overview(self):
        """Print a line for each lesson, and the exercises of the one at hand."""
        here = self.work.current.lesson
        for lesson, exercises in self.lessons():
            passed = len([e for e in exercises if self.progress.of(e.name)["passed"]])
            count = f"{passed} of {len(exercises)}"
            self.out.say(f"{count:>7}  {lesson.title}", "head" if lesson is here else None)
            if lesson is here:
                self._list(exercises)

    def lessons(self):
        """Return each lesson with its exercises."""
        return [(k, list(g)) for k, g in groupby(self.work.exercises, lambda e: e.lesson)]

    def _list(self, exercises):
        for exercise in exercises:
            sign = self.out.signs["passed" if self.progress.of(exercise.name)["passed"] else ""]
            here = " <- here" if exercise is self.work.current else ""
            self.out.say(f"  {sign} {exercise.name}  {exercise.title}{here}")

    def engine(self):
        """Put the learner's own parts into minitorch; return whether they pass all its tests."""
        from . import plugged

        parts = {}
        for exercise in self.work.exercises:
            if exercise.lesson.number == 13 and self.judge(exercise).status == "passed":
                _, answer = answer_of(self.work.answer(exercise), str(self.work.path(exercise)))
                found = vars(answer)
                parts.update({name: found[name] for name in plugged.PLUGS if name in found})
        others = [name for name in plugged.PLUGS if name not in parts]
        self.out.say(f"Your parts: {', '.join(parts) or 'none are passed yet'}.")
        if others:
            self.out.say(f"Still minitorch's own: {', '.join(others)}.")
        passed, total = plugged.score(parts, self.out.say)
        self.out.say(f"Your engine passes {passed} of {total} of minitorch's own tests.")
        try:
            page = plugged.play(parts, self.work.folder / "my-engine.html")
            self.out.say(f"It plays its own steps in {page}.")
            share = plugged.train(parts)
        except Exception as error:  # of a part that is not yet what it should be
            self.out.say(f"Then it stopped: {type(error).__name__}: {error}", "bad")
            return False
        self.out.say(f"With it a network reads {100 * share:.1f} % of new digits right.")
        return not others and passed == total

    # --- with keys -------------------------------------------------------------------------------

    def run(self):
        """Teach until the learner quits or all is passed."""
        acts = dict(h=self.hint, n=self.next, l=self.overview, j=self.jump, r=self.reset)
        acts.update(s=self.solution, t=self.task)
        self.work.move(self.work.current)
        with self.keys:
            self.task()
            stamp = None
            while True:
                exercise = self.work.current
                path = self.work.path(exercise)
                now = (exercise.name, path.stat().st_mtime_ns if path.exists() else None)
                if now != stamp and now[1] is not None:
                    stamp = now
                    self.show(exercise, self.judge(exercise))
                    self.out.say(HELP + self.keys.typed, "quiet")
                key = self.keys.next(POLL)
                if key == "q":
                    self.out.say(f"Until soon. You are at {self.work.current.name}.")
                    return
                if key in ("c", "\n"):
                    stamp = None
                elif key in acts:
                    acts[key]()

    def task(self):
        """Print the task at hand and where its file is."""
        exercise, out = self.work.current, self.out
        path = self.work.path(exercise)
        out.say(f"{exercise.lesson.title}   ({self.count()})", "head")
        out.say(f"{exercise.name}: {exercise.title}", "head")
        out.say()
        out.say(exercise.task)
        out.say()
        if exercise is exercise.lesson.exercises[0]:
            out.say("A lesson begins. Read it first, then change your file and save it.")
        out.say(f"The lesson:  {path.parent / 'lesson.md'}", "quiet")
        out.say(f"Your file:   {path}", "quiet")

    def count(self):
        """Return how many exercises are passed, in words."""
        passed = [e for e in self.work.exercises if self.progress.of(e.name)["passed"]]
        return f"{len(passed)} of {len(self.work.exercises)} passed"

    def show(self, exercise, verdict):
        """Print a verdict."""
        sign, out = self.out.signs[verdict.status], self.out
        out.say()
        if verdict.printed.strip():
            out.say("Your file printed:", "quiet")
            out.quote(verdict.printed)
        if verdict.status == "passed":
            out.say(f"{sign} {exercise.name} does what torch does.   ({self.count()})", "good")
            out.say("n: the next one.  s: compare with a solution.")
            return
        style = None if verdict.status == "todo" else "bad"
        where = f"{self.work.path(exercise)}:{verdict.line}" if verdict.line else ""
        out.say(f"{sign} {exercise.name}  {where}".rstrip(), style)
        if verdict.source:
            out.code(verdict.source)
        if verdict.label is not None and verdict.status == "failed":
            both = [f"yours {brief(verdict.ours)!r},", f"torch's {brief(verdict.torch)!r}"]
            between = " " if sum(map(len, both)) < ROOM else "\n  "
            out.say(between.join([f"{verdict.label}:", *both]))
        elif verdict.status == "error" and verdict.ours != verdict.message:
            out.say(verdict.ours)
        out.say(verdict.message)

    def hint(self):
        """Give the next hint, three in all."""
        exercise = self.work.current
        known = self.progress.of(exercise.name)
        level = min(known["hints"], len(LEVELS) - 1)
        known["hints"] = level + 1
        self.progress.save()
        self.out.say(
            f"Hint {level + 1} of {len(LEVELS)} ({LEVELS[level]}): {exercise.hints[level]}"
        )

    def next(self):
        """Go to the next exercise that is not passed; what is left stays on the list."""
        exercise = self.work.current
        following = self.work.after(exercise)
        if following is None and self.progress.of(exercise.name)["passed"]:
            self.out.say("That was the last one. All exercises are passed.", "good")
            self.out.say(f"Now see your engine run: minitorch learn {self.work.folder} engine")
            return
        if following is None:
            self.out.say("This is the only one that is left.")
            return
        self.work.move(following)
        self.out.clear()
        if not self.progress.of(exercise.name)["passed"]:
            self.out.say(f"{exercise.name} is left for later.", "quiet")
        self.task()

    def jump(self):
        """Ask for a name and go there."""
        self.out.say("Which one? The beginning of its name, then Enter:")
        try:
            self.work.move(self.work.find(self.keys.line()))
        except LookupError as error:
            self.out.say(str(error))
            return
        self.task()

    def reset(self):
        """Ask which to reset, and put the stubs back; answers are kept as copies."""
        self.out.say("Reset this exercise (y) or all of them (all)? Anything else keeps them.")
        answer = self.keys.line()
        chosen = {"y": [self.work.current], "all": self.work.exercises}.get(answer, [])
        if not chosen:
            self.out.say("Nothing was reset.")
        for exercise in chosen:
            copy = self.work.reset(exercise)
            if copy is not None:
                self.out.say(f"{exercise.name}: your answer is kept as {copy}")

    def solution(self):
        """Show a solution: after passing, or on giving up."""
        exercise = self.work.current
        known = self.progress.of(exercise.name)
        if not known["passed"]:
            self.out.say("Not passed yet. Type `show` and Enter to see a solution all the same:")
            if self.keys.line() != "show":
                return
            known["shown"] = True
            self.progress.save()
        self.out.code(exercise.solution)


def learn(folder, out, keys, options):
    """Run what the command line asks for; return the exit status."""
    work = Workspace(folder, options.language)
    runner = Runner(work, out, keys, partial(sandbox.check, live=options.live))
    if options.at:
        work.move(work.find(options.at))
    if options.reset:
        every = options.reset == "all"
        for exercise in work.exercises if every else [work.find(options.reset)]:
            copy = work.reset(exercise)
            out.say(f"{exercise.name} is as it was" + (f"; kept {copy}" if copy else ""))
        return 0
    if options.engine:
        return 0 if runner.engine() else 1
    if options.list:
        runner.list()
        return 0
    if options.check or options.junit:
        return 0 if runner.check_all(options.names, options.junit and Path(options.junit)) else 1
    if options.once:
        return 0 if runner.once() else 1
    runner.run()
    return 0
