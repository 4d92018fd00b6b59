def reverse(graph, order):
    grads = {order[0]: 1}
    for box in order:
        for (start, end), number in graph.items():
            if start == box:
                #? ...
                grads[end] = grads.get(end, 0) + grads[box] * number  #!
    return grads
