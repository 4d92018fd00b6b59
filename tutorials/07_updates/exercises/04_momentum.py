def step(w, velocity):
    #? return ...
    velocity = 0.9 * velocity + w.grad.data  #!
    w.data -= 0.1 * velocity  #!
    return velocity  #!
