# w1 = Variable(torch.FloatTensor([2]), requires_grad=True)
# a = Variable(torch.FloatTensor([4]))
# b = w1 * a

before = {
    #? "w1.grad": ...,
    #? "b.grad": ...,
    "w1.grad": None,  #!
    "b.grad": None,  #!
}
made_by_a_function = {
    #? "w1.grad_fn": ...,
    #? "b.grad_fn": ...,
    "w1.grad_fn": False,  #!
    "b.grad_fn": True,  #!
}

# b.backward()

after = {
    #? "w1.grad": ...,
    #? "a.grad": ...,
    #? "b.grad": ...,
    "w1.grad": 4.0,  #!
    "a.grad": None,  #!
    "b.grad": None,  #!
}
