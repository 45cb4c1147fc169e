"""guize 归责: lawsuits of a county's departments, from service of the complaint to accountability closed."""

__version__ = "0.1.0"
