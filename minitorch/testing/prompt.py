"""Run a snippet as if typed at the prompt: the value of every expression statement is printed."""

import ast
import copy
import io
import math
import os
import pickle
import tempfile
import warnings

from .package import part
from .program import Recorder, execute
from .scrub import scrub

PLAIN = {module.__name__: module for module in (copy, io, math, os, pickle, tempfile, warnings)}


def scope_of(torch):
    """Return the names that a snippet finds."""
    found = Recorder(torch).scope() | PLAIN | {"__name__": "snip"}
    found["Function"] = part(torch, "autograd.Function")
    found["Parameter"] = part(torch, "nn.Parameter")
    found["autograd"] = part(torch, "autograd")
    return found


def run_snippet(torch, code):
    """Run ``code``; return what it printed, the error it ended with and its warnings."""
    scope = scope_of(torch)
    outcome = execute(torch, lambda: at_the_prompt(code, scope))
    error = outcome.error
    return {
        "out": scrub(outcome.printed),
        "err": scrub(f"{type(error).__name__}: {error}") if error is not None else None,
        "warn": [scrub(f"{kind}: {text}") for kind, text in outcome.warned],
    }


def at_the_prompt(code, scope):
    """Execute statement by statement and print the value of each expression.

    A call that returns ``None`` is not printed; another expression that is ``None`` is.
    """
    for statement in ast.parse(code).body:
        if isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), "<program>", "eval"), scope)
            if value is not None or not isinstance(statement.value, ast.Call):
                print(repr(value))
        else:
            exec(compile(ast.Module([statement], []), "<program>", "exec"), scope)
