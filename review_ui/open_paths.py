"""What is open to anybody: every other path names a permission, and needs a sign-in."""

BACK = "/sign-in/company/back"
"""Where the company's provider sends browsers; whoever comes with an answer tries to get in."""

OPEN_PATHS = frozenset(
    {
        "/healthz",
        "/readyz",
        "/sign-in",
        "/sign-in/second",
        "/sign-in/company",
        BACK,
        "/sign-in/passkey",
        "/sign-in/once/{token}",
        "/static/{version}/{name:path}",
    }
)
"""The only paths without a permission: what a person needs before signing in."""
