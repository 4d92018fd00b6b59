import numpy as np


def sum_backward(grad, shape):
    #? return ...
    return np.zeros(shape, grad.dtype) + grad  #!
