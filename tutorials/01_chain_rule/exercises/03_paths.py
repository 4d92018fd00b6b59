def grad_by_paths(graph, top, bottom):
    #? return ...
    if top == bottom:  #!
        return 1  #!
    total = 0  #!
    for (start, end), number in graph.items():  #!
        if start == top:  #!
            total += number * grad_by_paths(graph, end, bottom)  #!
    return total  #!
