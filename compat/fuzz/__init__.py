"""Random programs, run on live torch and on minitorch: ``python -m compat.fuzz``.

``grammar.py`` says which statements there are, ``program.py`` writes and runs programs made of
them, ``shrink.py`` makes one that differs short.
"""
