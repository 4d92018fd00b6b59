"""torch's own op database as a judge: ``python -m compat.opdb`` replays its samples on minitorch.

Every entry of ``op_db`` whose function, method or ``nn.functional`` name minitorch has is called
with all the sample inputs that torch's developers wrote for it, in float64, float32 and int64, as
they are and with strides: for its value, its gradients and their gradients, in place (with the
gradients of that), with ``out=`` and with an ``out=`` of strides, where the entry knows such a
form; in a type that it refuses; and with its error inputs. Values, types, shapes and the classes of
errors are compared. Each check ends on one of three levels:

same        as torch 2.13
difference  a row of ``differences.toml`` says why not (``excuses.py`` has which, and for what)
not yet     anything else

Arguments that came after 0.4 are left out where they ask for what 0.4 does (``later.py``). A result
in float32 that differs is compared with torch's in float64, and may be no worse than torch's own.

``compat/data/opdb.json`` has the count of each entry, ``compat/opdb.md`` shows it. They may only
get better: a test sees to it.
"""
