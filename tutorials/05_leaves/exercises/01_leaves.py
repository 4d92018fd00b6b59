# w = torch.ones(1, requires_grad=True)
#? made = ...
made = True  #!

# a = torch.ones(1)
#? plain = ...
plain = True  #!

# w * a
#? product = ...
product = False  #!

# a * a
#? unrecorded = ...
unrecorded = True  #!

# (w * a).detach()
#? detached = ...
detached = True  #!

# w.double()
#? converted = ...
converted = False  #!

# with torch.no_grad(): w * 2
#? quiet = ...
quiet = True  #!
