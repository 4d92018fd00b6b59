"""The state of a module: its parameters and buffers by name, to be saved and loaded."""

from ..autograd import Variable


class Loading(dict):
    """A state to be loaded, and what is to be written once everything was found in order."""

    def __init__(self, *args):
        super().__init__(*args)
        self.writes = []


def load_into(module, state_dict, strict):
    """Copy ``state_dict`` into ``module``; see ``Module.load_state_dict``.

    Every module is asked by ``_load_from_state_dict``, which may be overridden. Every value is
    checked before the first is written, so an error leaves the module as it was.
    """
    metadata = getattr(state_dict, "_metadata", {})
    state = Loading(state_dict.copy().items())
    missing, unexpected, errors = [], [], []

    def ask(module, prefix):
        facts = metadata.get(prefix[:-1], {})
        module._load_from_state_dict(state, prefix, facts, strict, missing, unexpected, errors)
        for name, child in module._modules.items():
            if child is not None:
                ask(child, f"{prefix}{name}.")

    ask(module, "")
    for what, found in (("Unexpected", unexpected), ("Missing", missing)):
        if strict and found:
            listed = ", ".join([f'"{name}"' for name in found])
            errors.insert(0, f"{what} key(s) in state_dict: {listed}. ")
    if errors:
        raise RuntimeError(
            f"Error(s) in loading state_dict for {type(module).__name__}:\n\t" + "\n\t".join(errors)
        )
    for target, value in state.writes:
        target.copy_(value)


def plain(value):
    """Return the elements of a tensor without its history."""
    return value.data if isinstance(value, Variable) else value


def load_one(module, state, prefix, strict, missing, unexpected, errors):
    """Look up what ``module`` itself holds; see ``Module._load_from_state_dict``."""
    held = {**module._parameters, **module._buffers}
    held = {name: plain(value) for name, value in held.items() if value is not None}
    for name, target in held.items():
        key = prefix + name
        if key not in state:
            missing += [key] * strict
        elif state[key].shape != target.shape:
            errors.append(
                f"size mismatch for {key}: copying a param of {target.shape} from checkpoint, "
                f"where the shape is {state[key].shape} in current model."
            )
        else:
            state.writes.append((target, plain(state[key])))
    if strict:
        for key in state:
            name = key[len(prefix) :].partition(".")[0]
            if key.startswith(prefix) and name not in module._modules and name not in held:
                unexpected.append(key)
