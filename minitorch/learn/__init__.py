"""``minitorch learn``: the lessons in ``tutorials/``, with exercises that are checked as you save.

- ``course.py``: what a lesson and an exercise are, and where they lie.
- ``judge.py``: whether an answer does what real torch does; ``sandbox.py``: the same in a process
  of its own, with limits.
- ``workspace.py``, ``progress.py``: the learner's folder, and how far they are.
- ``runner.py``: the loop; ``terminal.py``: keys and output; ``junit.py``: a report for machines.
- ``blocks.py``, ``notebook.py``: the code in a lesson, executed; a lesson as a notebook.
- ``plugged.py``: a learner's own engine in the place of minitorch's.
- ``classroom.py``: for teachers.
- ``explain.py``: what an error means, in two sentences.
"""
