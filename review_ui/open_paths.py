"""What is open to anybody: every other path names a permission, and needs a sign-in."""

OPEN_PATHS = frozenset(
    {
        "/healthz",
        "/readyz",
        "/sign-in",
        "/sign-in/second",
        "/sign-in/company",
        "/sign-in/company/back",
        "/sign-in/passkey",
        "/sign-in/once/{token}",
        "/static/{version}/{name:path}",
    }
)
"""The only paths without a permission: what a person needs before signing in."""
