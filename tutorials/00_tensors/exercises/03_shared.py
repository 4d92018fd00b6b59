import numpy as np

import minitorch as torch

arr = np.zeros(3)
tens = torch.from_numpy(arr)
#? copy = ...
copy = torch.tensor(arr)  #!

arr[0] = 42

#? predicted = [..., ...]
predicted = [42.0, 0.0]  #!
