import minitorch as torch

w = torch.nn.Parameter(torch.tensor([1.0, 1.0]))
optimizer = torch.optim.SGD([w], lr=0.1)
x = torch.tensor([1.0, 2.0])
losses = []

for step in range(5):
    #? loss = ((w * x).sum() - 7) ** 2
    #? loss.backward()
    #? optimizer.zero_grad()
    #? optimizer.step()
    optimizer.zero_grad()  #!
    loss = ((w * x).sum() - 7) ** 2  #!
    loss.backward()  #!
    optimizer.step()  #!
    losses.append(loss.item())
