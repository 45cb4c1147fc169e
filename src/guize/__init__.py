"""guize 归责: the lawsuits of a county, from the complaint served to accountability closed."""

__version__ = "0.1.0"
