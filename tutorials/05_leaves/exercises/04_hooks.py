# y.register_hook(lambda grad: grad + 1)
# y.register_hook(lambda grad: grad * 2)
# y.register_hook(lambda grad: None)

#? grad = ...
grad = 12.0  #!
