"""What 0.3 says of arguments that fit no signature.

Tensors name all signatures, and beside those of the right length what is wrong with them. Variables
say what is wrong with the only signature of the right length, and otherwise do as tensors.

Source: PyTorch 0.3.1, torch/csrc/utils/invalid_arguments.cpp, python_arg_parser.cpp.
"""

from ..arguments import is_int
from .signature import shown, title


def described(args, named):
    """Return the types of given arguments, as in ``(torch.FloatTensor, foo=int)``."""
    texts = [title(type(value)) for value in args]
    texts += [f"{name}={title(type(value))}" for name, value in named.items()]
    return f"({', '.join(texts)}{'' if args or not named else ', '})"


class Complaint:
    """The error for one call: ``TypeError(str(Complaint(...)))``.

    Args:
        name: of the function, as the message has it.
        options: pairs of a signature and its parameters.
        owner: the type that the call is about.
    """

    def __init__(self, name, options, owner, args, named):
        self.name, self.options, self.owner = name, options, owner
        self.args, self.named = args, named

    def __str__(self):
        opening = f"{self.name} received an invalid combination of arguments - got "
        if len(self.options) == 1:
            return opening + self.only(*self.options[0])
        lines = [described(self.args, self.named) + ", but expected one of:"]
        for signature, parameters in self.options:
            lines.append(f" * {self.option(signature, parameters)}")
            if self.has_length_of(signature, parameters):
                lines.append(f"      didn't match because some of the {self.fault(parameters)}")
        return opening + "\n".join(lines) + "\n"

    def only(self, signature, parameters):
        """Return what is wrong with the only signature there is."""
        unknown = self.unknown(parameters)
        if unknown:
            return f"unrecognized keyword arguments: {', '.join(unknown)}"
        fits = self.has_length_of(signature, parameters)
        given = self.marked(parameters) if fits else described(self.args, self.named)
        return f"{given}, but expected {self.option(signature, parameters)}"

    def option(self, signature, parameters):
        """Return a signature as text."""
        out = signature.out if "out" in self.named else ""
        if signature.text == "no arguments" and not parameters and not out:
            return signature.text
        texts = [f"{shown(p.kind, self.owner)} {p.name}".strip() for p in parameters]
        texts += ["*", f"{shown(out, self.owner)} out"] if out else []
        return f"({', '.join(texts)})"

    def has_length_of(self, signature, parameters):
        """Return whether there are as many arguments as a signature asks for."""
        given = len(self.args) + len(self.named)
        if not parameters and self.owner is None:
            return given == 1  # sic: ``()`` counts as one
        wanted = len(parameters) + bool("out" in self.named and signature.out)
        return given == wanted or (signature.variadic and given > wanted)

    def unknown(self, parameters):
        """Return the keywords that name no parameter."""
        names = {"out", *[p.name for p in parameters]}
        return [name for name in self.named if name not in names]

    def fault(self, parameters):
        """Return what is wrong with a signature of the right length."""
        unknown = self.unknown(parameters)
        if unknown:
            return f"keywords were incorrect: {', '.join(unknown)}"
        return f"arguments have invalid types: {self.marked(parameters)}"

    def marked(self, parameters):
        """Return the types of the arguments, those between ``!`` that do not fit."""
        places = [*parameters, *[parameters[-1]] * len(self.args)] if parameters else []
        texts = []
        for position, value in enumerate(self.args):
            fits = position < len(places) and places[position].fits(value, self.owner)
            texts.append((title(type(value)), fits))
        by_name = {p.name: p for p in parameters}
        for name, value in self.named.items():
            fits = name in by_name and by_name[name].fits(value, self.owner)
            texts.append((f"{name}={title(type(value))}", fits))
        return f"({', '.join(text if fits else f'!{text}!' for text, fits in texts)})"


def of_variables(name, signatures, args, named):
    """Return what the parser of Variables says of a call that fits none of ``signatures``."""
    given = len(args) + len(named)
    visible = [s for s in signatures if not s.hidden]
    likely = [s for s in visible if s.least <= given <= len(s.parameters)]
    if len(signatures) == 1 or len(likely) == 1:
        return of_signature(name, (likely or signatures)[0], args, named)
    options = [(s, s.parameters) for s in visible]
    return str(Complaint(f"{name}()", options, None, args, named))


def of_signature(name, signature, args, named):
    """Return what is wrong with the arguments for one signature."""
    parameters = signature.parameters
    if len(args) > len(parameters) and not signature.variadic:
        count, were = len(parameters), "was" if len(args) == 1 else "were"
        plural = "" if count == 1 else "s"
        return f"{name}() takes {count} positional argument{plural} but {len(args)} {were} given"
    if signature.variadic and len(args) > 1:  # they are one argument, a tuple
        wrong = [(at, value) for at, value in enumerate(args, 1) if not is_int(value)]
        return unfit(name, parameters[0], *wrong[0])
    missing = [p.name for p in parameters[len(args) :] if p.name not in named and not p.optional]
    for position, parameter in enumerate(parameters, 1):
        value = args[position - 1] if position <= len(args) else named.get(parameter.name)
        present = position <= len(args) or parameter.name in named
        if not present and not parameter.optional:
            noun = "arguments" if len(missing) == 1 else "argument"  # sic
            names = ", ".join(f'"{n}"' for n in missing)
            return f"{name}() missing {len(missing)} required positional {noun}: {names}"
        if present and not parameter.fits(value, None):
            return unfit(name, parameter, position, value)
    unknown = [n for n in named if n not in {p.name for p in parameters}]
    if unknown:
        return f"{name}() got an unexpected keyword argument '{unknown[0]}'"
    twice = next(n for n in named)
    return f"{name}() got multiple values for argument '{twice}'"


def unfit(name, parameter, position, value):
    """Return the message for an argument of the wrong type."""
    kind = title(type(value))
    if parameter.kind == "int ...":
        return (
            f"{name}(): argument '{parameter.name}' must be tuple of ints, but found element of "
            f"type {kind} at pos {position}"
        )
    wanted = {"float": "Number"}.get(parameter.kind, parameter.kind)
    return (
        f"{name}(): argument '{parameter.name}' (position {position}) must be {wanted}, not {kind}"
    )
