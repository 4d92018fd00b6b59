import minitorch as torch


class Line(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.slope = torch.nn.Parameter(torch.tensor([2.0]))
        #? self.offset = ...
        self.offset = torch.nn.Parameter(torch.tensor([1.0]))  #!

    def forward(self, x):
        #? return ...
        return self.slope * x + self.offset  #!
