"""What is left out of minitorch on purpose: names that can be imported, and say why when used.

A script may import them, ask for an attribute, or derive a class, and fails where it would need
what is not there.
"""

OPERATIONS = "operations are no Functions; torch and torch.nn.functional have them"
LUA = "it is for models from Lua; torch.nn has the same modules"
PARTS = {  # module of torch -> why, and the names that it has not
    "torch.distributed": (
        "one process computes alone",
        "all_gather all_gather_multigpu all_reduce all_reduce_multigpu barrier broadcast "
        "broadcast_multigpu destroy_process_group gather get_rank get_world_size group "
        "init_process_group irecv isend launch new_group recv reduce reduce_multigpu reduce_op "
        "scatter send",
    ),
    "torch.cuda": (
        "CuPy's memory pool keeps no record of peaks",
        "max_memory_allocated max_memory_cached",
    ),
    "torch.autograd.function": ("arguments and results are tensors", "NestedIOFunction"),
    "torch.autograd.profiler": (
        "it times operations itself and reads no files of NVIDIA's profiler",
        "emit_nvtx load_nvprof parse_nvprof_trace",
    ),
    "torch.nn.parallel": (
        "there is one device, and one process",
        "DistributedDataParallel DistributedDataParallelCPU gather parallel_apply replicate "
        "scatter scatter_kwargs",
    ),
}
WHOLE = {  # module of torch -> why, and its names; none if it and all below has any
    "torch._thnn": (OPERATIONS, ""),
    "torch.autograd._functions": (OPERATIONS, ""),
    "torch.contrib": ("nothing is written for TensorBoard", ""),
    "torch.cuda.comm": (
        "there is one GPU at most",
        "broadcast broadcast_coalesced gather reduce_add reduce_add_coalesced scatter",
    ),
    "torch.cuda.nccl": ("there is one GPU at most", ""),
    "torch.cuda.nvtx": ("there are no marks for NVIDIA's profiler", "mark range_pop range_push"),
    "torch.cuda.profiler": ("there are no marks for NVIDIA's profiler", ""),
    "torch.jit": (
        "programs run as they are written, and nothing compiles them",
        "CompilationUnit ScriptModule batch compile get_trace_graph script script_method trace",
    ),
    "torch.legacy": (LUA, ""),
    "torch.nn._functions": (OPERATIONS, ""),
    "torch.nn.backends": (OPERATIONS, ""),
    "torch.onnx": (
        "there is no exporter; save the state_dict and export it from PyTorch",
        "ExportTypes export export_to_pretty_string set_training symbolic_override",
    ),
    "torch.utils.cpp_extension": (
        "it is Python alone and has no C++ interface",
        "BuildExtension CUDAExtension CppExtension check_compiler_abi_compatibility include_paths "
        "load load_inline verify_ninja_availability",
    ),
    "torch.utils.ffi": ("it is Python alone and has no C interface", ""),
    "torch.utils.serialization": (LUA, ""),
    "torch.utils.trainer": ("a loop of your own does what it did", ""),
}


def refused(module, name, why):
    """Return a class that stands for a name left out: making one, or calling it, says why."""

    def refuse(cls, *args, **kwargs):
        raise NotImplementedError(f"{module}.{name} is left out of minitorch: {why}.")

    body = {"__new__": refuse, "__module__": module, "__doc__": f"Left out: {why}."}
    return type(name, (), body)


def stand_ins(module):
    """Return what stands for the names that ``module`` has not."""
    why, names = (PARTS.get(module) or WHOLE[module])[:2]
    return {name: refused(module, name, why) for name in names.split()}


def around(module):
    """Return the module left out as a whole that ``module`` is, or lies in; else None."""
    if module in WHOLE or not module:
        return module or None
    return around(module.rpartition(".")[0])


def getattr_for(module):
    """Return the ``__getattr__`` of a module that is left out as a whole."""
    whole = around(module)
    why, listed = WHOLE[whole]
    found = stand_ins(whole) if module == whole else {}

    def get(name):
        if name in found:
            return found[name]
        if listed or name.startswith("__"):
            raise AttributeError(f"module '{module}' has no attribute '{name}'")
        return found.setdefault(name, refused(module, name, why))

    return get
