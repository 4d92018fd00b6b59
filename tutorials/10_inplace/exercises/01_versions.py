# x = torch.zeros(3, 1); what is x._version after each line?

# x.add_(1)
#? add = ...
add = 1  #!

# y = x + 1
#? plus = ...
plus = 1  #!

# x[0] = 2
#? part = ...
part = 2  #!

# x.view(3).mul_(2)
#? view = ...
view = 3  #!

# x.clone().mul_(2)
#? clone = ...
clone = 3  #!

# x.data.mul_(2)
#? data = ...
data = 3  #!
