"""The command ``minitorch``."""

import argparse
import sys
from pathlib import Path


def main(arguments=None):
    """Run the command line; return the exit status: 0, 1 if something differs, 130 if stopped."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0


def parser():
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="minitorch", description="A PyTorch that one can read.")
    found.add_argument("--version", action="version", version=f"minitorch {version()}")
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser(
        "tour",
        help="run a first autograd program, draw its graph, train on digits, compare with PyTorch",
    )
    one.add_argument("--out", default="minitorch-tour", help="folder for the pictures")
    one.add_argument("--face", choices=["0.3", "0.4"], help="show one face only")
    one.set_defaults(run=run_tour)
    add_learn(commands)
    add_course(commands)
    one = commands.add_parser("run", help="run a script whose torch is to be minitorch")
    one.add_argument("--face", choices=["0.3", "0.4"], default="0.4", help="which release")
    one.add_argument(
        "--stream", default="0.4", help="whose random numbers: 0.4, or 2.13, as today's torch draws"
    )
    one.add_argument(
        "--trust-files", action="store_true", help="torch.load runs what files say, as in 2018"
    )
    one.add_argument("script", help="the script, unmodified")
    one.add_argument("arguments", nargs=argparse.REMAINDER, help="what the script is given")
    one.set_defaults(run=run_script)
    one = commands.add_parser("migrate", help="what changes in a script of 0.3, and why")
    one.add_argument("script")
    one.add_argument("--write", action="store_true", help="change the file")
    one.add_argument("--out", metavar="FILE", help="write the changed script there")
    one.set_defaults(run=run_migrate)
    one = commands.add_parser("explain", help="say in two sentences what an error means")
    one.add_argument("text", nargs="*", help="a traceback, or its last line; else it is read")
    one.set_defaults(run=run_explain)
    return found


def version():
    """Return the version that is installed, or what to say where nothing is."""
    from importlib import metadata

    try:
        return metadata.version("minitorch-edu")
    except metadata.PackageNotFoundError:
        return "from its source"


def add_course(commands):
    """Add the command ``course`` and what it can do."""
    course = commands.add_parser("course", help="for teachers: make, gather and grade")
    acts = course.add_subparsers(required=True, metavar="WHAT", dest="what")
    one = acts.add_parser("build", help="make the folder that a student gets")
    one.add_argument("folder")
    one = acts.add_parser("collect", help="copy the answers of a class, and nothing else")
    one.add_argument("folder", help="a folder for each student in it")
    one.add_argument("out")
    one = acts.add_parser("grade", help="judge the answers of a class")
    one.add_argument("folder", help="a folder for each student in it")
    one.add_argument(
        "only", nargs="*", default=[""], help="exercises whose names begin so: 00 01_02"
    )
    one.add_argument("--csv", default="grades.csv", help="the table to write")
    one.add_argument("--junit", metavar="FOLDER", help="a report for each student")
    course.set_defaults(run=run_course)


def add_learn(commands):
    """Add the command ``learn`` and its options."""
    one = commands.add_parser("learn", help="lessons with exercises, checked as you save")
    one.add_argument(
        "words",
        nargs="*",
        metavar="[FOLDER] [check [EXERCISE ...] | engine]",
        help="where your answers lie (minitorch-lessons); check: judge all, or those whose names "
        "begin so; engine: put your parts of lesson 13 into minitorch",
    )
    one.add_argument("--once", action="store_true", help="judge the exercise at hand and stop")
    one.add_argument("--list", action="store_true", help="list the exercises")
    one.add_argument("--at", metavar="EXERCISE", help="go to an exercise")
    one.add_argument("--reset", metavar="EXERCISE", help="put a stub back ('all': every one)")
    one.add_argument("--junit", metavar="FILE", help="judge all and write a report")
    one.add_argument("--live", action="store_true", help="ask the torch that is installed")
    one.add_argument("--language", default="en", help="of the lessons")
    one.set_defaults(run=run_learn)


def run_tour(options):
    """Give the tour; the status is 1 if a number or a printed form differs from PyTorch's."""
    from .interop import live_torch
    from .tour import tour

    faces = (options.face,) if options.face else ("0.3", "0.4")
    verdicts = tour(options.out, faces, live=live_torch())
    return 1 if verdicts.different else 0


def run_learn(options):
    """Teach; the status is 1 if something that was judged is not passed, 2 for a wrong name."""
    from .learn import runner, terminal

    words = options.words
    options.check, options.engine = "check" in words, "engine" in words
    cut = next((i for i, word in enumerate(words) if word in ("check", "engine")), len(words))
    options.names = words[cut + 1 :]
    folder = words[0] if cut else "minitorch-lessons"
    try:
        return runner.learn(folder, terminal.output(), terminal.keys(), options)
    except (LookupError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def run_course(options):
    """Make a student's folder, gather answers or grade them."""
    from .learn import classroom

    if options.what == "build":
        print(classroom.build(options.folder))
    elif options.what == "collect":
        for student, count in classroom.collect(options.folder, options.out).items():
            print(f"{student}: {count} answers")
    else:
        places = options.folder, options.csv, options.junit
        for student, counts in classroom.grade(*places, only=options.only).items():
            print("{}: {} of {} passed".format(student, *counts))
        print(options.csv)
    return 0


def run_script(options):
    """Run a script with minitorch for torch; the status is the script's, 1 if an error ends it."""
    from .interop.script import run

    if not Path(options.script).is_file():
        print(f"There is no script {options.script!r}, seen from {Path.cwd()}.", file=sys.stderr)
        return 2
    try:
        run(options.script, options.arguments, options.face, options.stream, options.trust_files)
    except Exception as error:
        report(error, options.script)
        return 1
    return 0


def report(error, script):
    """Print the traceback of an error, from the script on, and what is known about such errors."""
    from traceback import format_exception_only

    from .learn.explain import explain

    last = format_exception_only(error)[-1].strip()
    if found := explain(last):
        error.add_note(f"minitorch: {found.says}")
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_frame.f_code.co_filename != script:
        traceback = traceback.tb_next
    sys.excepthook(type(error), error.with_traceback(traceback), traceback)


def run_migrate(options):
    """Report what changes in a script; the status is 2 if it cannot be read."""
    try:
        from .migrate import migrate, show
    except ModuleNotFoundError as error:
        print(f"{error}: install it with pip install '.[migrate]', in the clone.", file=sys.stderr)
        return 2
    try:
        changed, findings = migrate(Path(options.script).read_text(encoding="utf8"))
    except (OSError, SyntaxError) as error:
        print(error, file=sys.stderr)
        return 2
    print(show(options.script, findings), end="")
    out = options.out or (options.script if options.write else None)
    if out is not None:
        Path(out).write_text(changed, encoding="utf8")
    return 0


def run_explain(options):
    """Explain an error; the status is 1 if nothing is known about it."""
    from .learn import explain, terminal

    out = terminal.output()
    if not options.text and sys.stdin.isatty():
        out.say("Paste the error, then press Ctrl-D on a line of its own.", "quiet")
    text = " ".join(options.text) or sys.stdin.read()
    found = explain.explain(text.strip().rpartition("\n")[2]) or explain.explain(text)
    if found is None:
        out.say("No explanation of this one yet. Lesson 11 shows how to look for the cause.")
        return 1
    out.say(found.says)
    out.say(f"More in lesson {found.lesson}: {found.title}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
