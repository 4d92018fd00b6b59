# w * a
#? mixed = ...
mixed = True  #!

# a + a
#? plain = ...
plain = False  #!

# (w * a) * a
#? through = ...
through = True  #!

# (w * a).detach() * a
#? cut = ...
cut = False  #!

# with torch.no_grad(): w * a
#? quiet = ...
quiet = False  #!
