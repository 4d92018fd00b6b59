def log_probability(scores):
    #? return scores.softmax(1).log()
    return scores.log_softmax(1)  #!
