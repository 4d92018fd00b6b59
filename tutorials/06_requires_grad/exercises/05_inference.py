import minitorch as torch


def predict(image, weights):
    #? for weight in weights:
    #?     image = torch.tanh(image * weight)
    with torch.no_grad():  #!
        for weight in weights:  #!
            image = torch.tanh(image * weight)  #!
    return image
