# b.retain_grad()
# L.backward()

grads = {
    #? "a": ...,
    #? "w1": ...,
    #? "b": ...,
    #? "c": ...,
    #? "d": ...,
    #? "L": ...,
    "a": None,  #!
    "w1": -36.0,  #!
    "b": -9.0,  #!
    "c": None,  #!
    "d": None,  #!
    "L": None,  #!
}
