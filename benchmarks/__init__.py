"""Figures for the targets of the design: `python -m benchmarks`, see README.md."""
