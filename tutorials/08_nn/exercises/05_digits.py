from minitorch.data import digits

import minitorch as torch

learned, unseen = digits.split()
images, labels = map(torch.from_numpy, learned)

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
criterion = torch.nn.CrossEntropyLoss()

#? ...
for epoch in range(20):  #!
    for start in range(0, len(labels), 100):  #!
        optimizer.zero_grad()  #!
        scores = net(images[start : start + 100])  #!
        criterion(scores, labels[start : start + 100]).backward()  #!
        optimizer.step()  #!
