"""Backups: one archive that holds all, sealed with a passphrase, and counted only once restored."""
