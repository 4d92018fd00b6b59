import minitorch as torch


def cross_entropy(scores, right):
    #? return ...
    logs = scores.log_softmax(1)  #!
    return -logs[torch.arange(len(right)), right].mean()  #!
