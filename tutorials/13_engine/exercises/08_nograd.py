class no_grad:
    def __init__(self, mode):
        self.mode = mode

    def __enter__(self):
        #? ...
        self.before = self.mode.enabled  #!
        self.mode.enabled = False  #!

    def __exit__(self, *error):
        #? ...
        self.mode.enabled = self.before  #!
