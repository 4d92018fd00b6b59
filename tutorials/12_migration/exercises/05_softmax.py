import minitorch as torch


def probabilities(scores):
    #? return torch.nn.functional.softmax(scores)
    return torch.nn.functional.softmax(scores, dim=2)  #!
