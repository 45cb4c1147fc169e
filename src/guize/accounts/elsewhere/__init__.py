"""Signing in with a service of the county: OpenID Connect, CAS or a directory (LDAP).

Such a service stands in for the password alone. It opens an account only where two administrators
have tied the lasting identifier it gives to that account; it makes none; who needs a second factor
is asked for the one kept here; name and password go on working beside it. Every request to it goes
through `guize.accounts.outgoing`.
"""
