import minitorch as torch
from minitorch.autograd import Variable

#? var_ex = Variable(torch.randn((4, 3))
var_ex = Variable(torch.randn((4, 3)), requires_grad=True)  #!
