"""Small images in classes: positional size_average, counts of a mask, padding that counts not."""

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.autograd import Variable


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.fc = nn.Linear(12, 4)

    def forward(self, x):
        x = F.relu(self.conv(x))
        x = F.avg_pool2d(x, 3, 2, padding=1)  # three by three, at the border four
        x = x.view(-1, 12)
        x = F.dropout(x, p=0.3, training=False)
        return F.log_softmax(self.fc(x))


torch.manual_seed(2)
model = Net()
images = torch.rand(8, 1, 6, 6)
labels = torch.LongTensor([0, 1, 2, 3, 0, 1, 2, 3])
optimizer = optim.SGD(model.parameters(), lr=0.2, momentum=0.9)
criterion = nn.NLLLoss(None, False)
seen = []
for epoch in range(12):
    correct = 0
    for start in range(0, 8, 4):
        data, target = Variable(images[start:start + 4]), Variable(labels[start:start + 4])
        optimizer.zero_grad()
        output = model(data)
        loss = criterion(output, target) / 4
        loss.backward()
        optimizer.step()
        _, predicted = torch.max(output.data, 1)
        correct += (predicted == labels[start:start + 4]).sum()
    seen.append(loss.data[0])
    accuracy = 100.0 * correct / len(labels)

data, target = Variable(images, volatile=True), Variable(labels)
output = model(data)
test_loss = F.nll_loss(output, target, None, False).data[0]  # sum up batch loss
pred = output.data.max(1)[1]  # index of the largest
correct = pred.eq(target.data).sum()
share = F.softmax(output[0])
large = F.upsample(data[:1], scale_factor=2, mode='bilinear')
print(["%.4f" % value for value in seen], "%.1f" % accuracy)
print("%.4f, %d of %d" % (test_loss, correct, len(labels)), "%.4f" % share.data.sum())
print("%.4f" % share.data[0], "%.4f" % large.data.mean())
