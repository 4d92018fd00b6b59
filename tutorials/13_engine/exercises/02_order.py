def order(root, inputs):
    #? return ...
    uses, stack = {root: 0}, [root]  #!
    while stack:  #!
        for node in inputs(stack.pop()):  #!
            if node not in uses:  #!
                uses[node] = 0  #!
                stack.append(node)  #!
            uses[node] += 1  #!
    found, ready = [], [root]  #!
    while ready:  #!
        node = ready.pop()  #!
        found.append(node)  #!
        for after in inputs(node):  #!
            uses[after] -= 1  #!
            if uses[after] == 0:  #!
                ready.append(after)  #!
    return found  #!
