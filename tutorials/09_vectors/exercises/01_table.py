# x = torch.tensor([3.0, 5.0], requires_grad=True)
# y = torch.stack([x[0] + x[1], x[0] * x[1]])

#? table = [[..., ...], [..., ...]]
table = [[1.0, 1.0], [5.0, 3.0]]  #!
