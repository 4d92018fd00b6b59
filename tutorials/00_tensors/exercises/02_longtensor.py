import minitorch as torch

#? another = torch.longtensor([[2, 4], [5, 6]])
another = torch.LongTensor([[2, 4], [5, 6]])  #!
#? first_row = ...
first_row = another[0]  #!
