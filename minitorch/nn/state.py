"""The state of a module: its parameters and buffers by name, to be saved and loaded."""


def targets(module, prefix=""):
    """Yield the full name and the tensor of every parameter and buffer, repeated ones too."""
    for held in (module._parameters, module._buffers):
        for name, value in held.items():
            if value is not None:
                yield prefix + name, value
    for name, child in module._modules.items():
        if child is not None:
            yield from targets(child, f"{prefix}{name}.")


def load_into(module, state_dict, strict):
    """Copy ``state_dict`` into ``module``; see ``Module.load_state_dict``.

    Every value is checked before the first is written, so an error leaves the module as it was.
    """
    state_dict, wanted = dict(state_dict.copy().items()), list(targets(module))
    names = {name for name, _ in wanted}
    problems = []
    if strict:
        missing = [name for name, _ in wanted if name not in state_dict]
        unexpected = [name for name in state_dict if name not in names]
        for what, found in (("Missing", missing), ("Unexpected", unexpected)):
            if found:
                listed = ", ".join([f'"{name}"' for name in found])
                problems.append(f"{what} key(s) in state_dict: {listed}. ")
    for name, target in wanted:
        if name in state_dict and state_dict[name].shape != target.shape:
            problems.append(
                f"size mismatch for {name}: copying a param of {target.shape} from checkpoint, "
                f"where the shape is {state_dict[name].shape} in current model."
            )
    if problems:
        raise RuntimeError(
            f"Error(s) in loading state_dict for {type(module).__name__}:\n\t"
            + "\n\t".join(problems)
        )
    for name, target in wanted:
        if name in state_dict:
            target.data.copy_(state_dict[name].data)
