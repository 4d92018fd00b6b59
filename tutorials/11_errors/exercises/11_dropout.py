import minitorch as torch

net = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.5), torch.nn.Linear(4, 1))


def predict(x):
    #? with torch.no_grad():
    #?     return net(x)
    net.eval()  #!
    with torch.no_grad():  #!
        result = net(x)  #!
    net.train()  #!
    return result  #!
