# a = torch.tensor([2.0], requires_grad=True)
# b = torch.tensor([3.0], requires_grad=True)
# k = torch.tensor([5.0])

# a + b
#? plus = ...
plus = "Add"  #!

# a * k
#? product = ...
product = "Mul"  #!

# (a + b) * a
#? both = ...
both = "Mul"  #!

# (a * b).exp()
#? power = ...
power = "Exp"  #!

# a
#? leaf = ...
leaf = None  #!

# k * k
#? constant = ...
constant = None  #!
