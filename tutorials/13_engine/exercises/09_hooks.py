def run_hooks(hooks, grad):
    #? return ...
    for hook in hooks:  #!
        returned = hook(grad)  #!
        if returned is not None:  #!
            grad = returned  #!
    return grad  #!
