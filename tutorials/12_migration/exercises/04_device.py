import minitorch as torch

#? device = ...
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")  #!
net = torch.nn.Linear(2, 1)
#? net = net.cuda()
net = net.to(device)  #!
#? x = torch.ones(3, 2).cuda()
x = torch.ones(3, 2).to(device)  #!
y = net(x)
