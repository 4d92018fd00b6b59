"""Modules on several devices; on one device they just run."""

from .data_parallel import *
