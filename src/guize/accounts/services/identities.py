"""Who an account is for a service that signs in for us. Two administrators say so, nobody else."""

from __future__ import annotations

from guize.accounts.models import Identity
from guize.accounts.services.direct import Change, Identifier, account_of, record
from guize.ledger.identifiers import new_id


def link(
    *, tenant: Identifier, by: Identifier, account: Identifier, provider: str, issuer: str,
    subject: str,
) -> Identity:  # fmt: skip
    """Ties an account to its lasting identifier with a provider."""
    identity = str(new_id())
    payload = {
        "identity": identity,
        "account": str(account_of(tenant, account).id),
        "provider": provider,
        "issuer": issuer,
        "subject": subject,
    }
    record(Change(tenant, by, "identity_linked", payload))
    return Identity.objects.get(id=identity)


def unlink(*, tenant: Identifier, by: Identifier, identity: Identifier, reason: str) -> None:
    """Unties it: the provider opens that account no more."""
    payload = {"identity": str(identity)}
    record(Change(tenant, by, "identity_unlinked", payload, reason=reason))


def demand(*, tenant: Identifier, by: Identifier, functions: list[str], reason: str) -> None:
    """Says of which further posts (职务) the county asks it; those named before lapse."""
    payload = {"functions": sorted(functions)}
    record(Change(tenant, by, "second_factor_demanded", payload, reason=reason))
