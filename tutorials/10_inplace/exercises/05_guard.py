class Saved:
    def __init__(self, tensor):
        #? ...
        self.tensor, self.version = tensor, tensor._version  #!

    def unpack(self):
        #? ...
        if self.tensor._version != self.version:  #!
            raise RuntimeError("modified by an inplace operation")  #!
        return self.tensor  #!
