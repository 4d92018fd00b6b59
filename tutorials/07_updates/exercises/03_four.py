# w = w - 0.1 * w.grad
#? new_name = ...
new_name = "no leaf"  #!

# w -= 0.1 * w.grad
#? in_place = ...
in_place = "error"  #!

# w.data -= 0.1 * w.grad.data
#? data = ...
data = "works"  #!

# with torch.no_grad(): w -= 0.1 * w.grad
#? block = ...
block = "works"  #!
