# What does today's torch do with these lines of 0.3? "works", "warns" or "fails".
# loss is the mean of a tensor, w a weight that has its gradient.

# loss.data[0]
#? data = ...
data = "fails"  #!

# Variable(torch.ones(2), requires_grad=True)
#? variable = ...
variable = "works"  #!

# Variable(torch.ones(2), volatile=True)
#? volatile = ...
volatile = "warns"  #!

# w.data -= 0.1 * w.grad.data
#? update = ...
update = "works"  #!

# torch.nn.init.xavier_uniform(torch.ones(2, 2))
#? init = ...
init = "warns"  #!
