# x = torch.ones(1, requires_grad=True)
# y, rounds = x, 0
# while y.norm() < 100:
#     y = y * 2
#     rounds += 1
# y.backward()

#? rounds = ...
rounds = 7  #!
#? grad = ...
grad = 128.0  #!
