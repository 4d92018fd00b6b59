"""torch's own op database as a judge: ``python -m compat.opdb`` replays its samples on minitorch.

Every entry of ``op_db`` whose function, method or ``nn.functional`` name minitorch has is called
with the sample inputs that torch's developers wrote for it, in three types, as they are and with
strides; in place and with ``out=`` where the entry knows such a form; and with its error inputs.
Values, types, shapes and both gradients are compared. Each check ends on one of three levels:

same        as torch 2.13
difference  a row of ``differences.toml`` says why not
not yet     anything else

``compat/data/opdb.json`` has the count of each entry, ``compat/opdb.md`` shows it. They may only
get better: a test sees to it.
"""
