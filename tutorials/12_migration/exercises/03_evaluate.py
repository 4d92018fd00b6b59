import minitorch as torch
from minitorch.autograd import Variable


def evaluate(net, images):
    #? return net(Variable(images, volatile=True))
    with torch.no_grad():  #!
        return net(images)  #!
