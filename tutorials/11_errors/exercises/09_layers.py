import minitorch as torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        #? self.layers = [torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)]
        self.layers = torch.nn.ModuleList([torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)])  #!

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
