import numpy as np

import minitorch as torch

#? arr = np.random.randn((4, 3))
arr = np.random.randn(4, 3)  #!
tens = torch.from_numpy(arr)
