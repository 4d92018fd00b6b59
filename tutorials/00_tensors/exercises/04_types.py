# torch.tensor([1, 2])
#? first = ...
first = "int64"  #!

# torch.tensor([1.0, 2.0])
#? second = ...
second = "float32"  #!

# torch.from_numpy(np.zeros(2))
#? third = ...
third = "float64"  #!

# torch.tensor([1, 2]).float()
#? fourth = ...
fourth = "float32"  #!
