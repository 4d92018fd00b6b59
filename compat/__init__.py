"""The differential suite: minitorch against real PyTorch, live, recorded and by mathematics.

Where to look:

    differences.toml  every deliberate difference, with both sides; test_differences.py asserts them
    using.txt         lines of code that give the same in live torch; test_using.py runs them
    test_errors.py    programs that fail, and torch's class and words for it
    test_ops.py       every operation and its sample calls; counterparts*.py say torch's name for it
    test_modules.py   every module of nn; the table of their options is tests/modules.py
    test_records.py   what 0.3.1 and 0.4.1 recorded for thousands of programs, in data/; corpus.py
                      reads them, replay.py runs them, score.py judges, report.py counts
    fuzz/             random programs, and the shortest that differ
    opdb/             the samples and errors of torch's own op database
    benchmarks/       time and memory, as ratios to torch

How to add a case is in CONTRIBUTING.md.
"""
