def distance(v):
    #? squares = (v * v).sum(1)
    squares = (v * v).sum(1).clamp(min=1e-12)  #!
    return squares.sqrt()
