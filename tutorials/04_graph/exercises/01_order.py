# b = w1 * a
# c = w2 * a
# d = w3 * b + w4 * c
# L = 10 - d
# L.backward()

#? order = [...]
order = ["L", "d", "c", "b"]  #!
