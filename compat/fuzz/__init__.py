"""Random programs, run on live torch and on minitorch: ``python -m compat.fuzz``.

``grammar.py`` says which statements there are, ``program.py`` writes programs made of them,
``running.py`` runs them on two libraries, ``shrink.py`` makes one that differs short.
"""
