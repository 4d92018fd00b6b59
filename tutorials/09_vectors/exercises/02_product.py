def product(v, table):
    #? return [...]
    columns = range(len(table[0]))  #!
    return [sum(v[i] * table[i][j] for i in range(len(v))) for j in columns]  #!
