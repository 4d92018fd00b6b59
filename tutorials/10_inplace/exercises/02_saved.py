# w requires grad, and y = w * 1. Does z.backward() work after each of these? True or False.

# z = y + 1; y.add_(1)
#? plus = ...
plus = True  #!

# z = y * y; y.add_(1)
#? product = ...
product = False  #!

# z = y.exp(); y.add_(1)
#? exp_input = ...
exp_input = True  #!

# z = y.exp(); z.add_(1)
#? exp_result = ...
exp_result = False  #!

# z = y * y; y = y + 1
#? new_name = ...
new_name = True  #!
