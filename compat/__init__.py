"""The differential suite: minitorch against real PyTorch, live, recorded and by mathematics."""
