import minitorch as torch

w = torch.tensor([0.5], requires_grad=True)
state = torch.ones(1)
for step in range(3):
    #? state = state * w
    state = state.detach() * w  #!
    state.backward()
