"""What is left out of minitorch on purpose: names that can be imported, and say why when used.

Each module below that has names here is one line, ``__getattr__ = names("jit")``; so a script may
import it, ask for an attribute, or derive a class, and fails where it would need what is not there.
"""

LEFT_OUT = {  # module of torch -> why, and its names
    "torch": (
        "there are no sparse tensors; use a dense one",
        "sparse_coo_tensor hspmm smm spmm sspaddmm hsmm dsmm saddmm",
    ),
    "torch.sparse": (
        "there are no sparse tensors; use a dense one",
        "ByteTensor CharTensor DoubleTensor FloatTensor IntTensor LongTensor ShortTensor",
    ),
    "torch.jit": (
        "programs run as they are written, and nothing compiles them",
        "CompilationUnit ScriptModule batch compile get_trace_graph script script_method trace",
    ),
    "torch.onnx": (
        "there is no exporter; save the state_dict and export it from PyTorch",
        "ExportTypes export export_to_pretty_string set_training symbolic_override",
    ),
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
    "torch.cuda.comm": (
        "there is one GPU at most",
        "broadcast broadcast_coalesced gather reduce_add reduce_add_coalesced scatter",
    ),
    "torch.autograd.profiler": (
        "it times operations itself and reads no files of NVIDIA's profiler",
        "emit_nvtx load_nvprof parse_nvprof_trace",
    ),
    "torch.cuda.nvtx": ("there are no marks for NVIDIA's profiler", "mark range_pop range_push"),
    "torch.legacy": (
        "it is for models from Lua; torch.nn has the same modules",
        "nn optim",
    ),
    "torch.utils.cpp_extension": (
        "it is Python alone and has no C++ interface",
        "BuildExtension CUDAExtension CppExtension check_compiler_abi_compatibility include_paths "
        "load load_inline verify_ninja_availability",
    ),
    "torch.utils.model_zoo": (
        "it downloads nothing; fetch the file yourself and torch.load it",
        "load_url",
    ),
}


def refused(module, name):
    """Return a class that stands for a name left out: making one, or calling it, says why."""
    why = LEFT_OUT[module][0]

    def refuse(cls, *args, **kwargs):
        raise NotImplementedError(f"{module}.{name} is left out of minitorch: {why}.")

    body = {"__new__": refuse, "__module__": module, "__doc__": f"Left out: {why}."}
    return type(name, (), body)


def every(module):
    """Return what stands for the names of a module that are left out."""
    return {name: refused(module, name) for name in LEFT_OUT[module][1].split()}


def names(module):
    """Return the ``__getattr__`` of a module of which everything is left out."""
    found = every(module)

    def get(name):
        if name in found:
            return found[name]
        raise AttributeError(f"module '{module}' has no attribute '{name}'")

    return get
