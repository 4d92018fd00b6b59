"""Data sets of pairs: the only ``TensorDataset`` that 0.3 has."""

from .data.dataset import Dataset


class TensorDataset(Dataset):
    """Samples and their targets, two tensors of one length.

    Source: PyTorch 0.3.1, torch/utils/data/dataset.py.
    """

    def __init__(self, data_tensor, target_tensor):
        assert data_tensor.size(0) == target_tensor.size(0)
        self.data_tensor, self.target_tensor = data_tensor, target_tensor

    def __getitem__(self, index):
        return self.data_tensor[index], self.target_tensor[index]

    def __len__(self):
        return self.data_tensor.size(0)
