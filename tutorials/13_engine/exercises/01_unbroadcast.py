def unbroadcast(grad, shape):
    #? return ...
    lead = grad.ndim - len(shape)  #!
    grad = grad.sum(axis=tuple(range(lead)))  #!
    for dim, size in enumerate(shape):  #!
        if size == 1:  #!
            grad = grad.sum(axis=dim, keepdims=True)  #!
    return grad  #!
