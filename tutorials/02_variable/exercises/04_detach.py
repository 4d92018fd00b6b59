data = {
    #? "requires_grad": ...,
    #? "shares": ...,
    #? "noticed": ...,
    "requires_grad": False,  #!
    "shares": True,  #!
    "noticed": False,  #!
}
detach = {
    #? "requires_grad": ...,
    #? "shares": ...,
    #? "noticed": ...,
    "requires_grad": False,  #!
    "shares": True,  #!
    "noticed": True,  #!
}
