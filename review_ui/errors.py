"""What can go wrong at the door for people. No error holds what a person or a chat said.

PagesError
├── SignInNeeded    nobody is signed in, or the sign-in has ended
├── ProofNeeded     the person must prove again who they are before this act
├── SecondFactorMissing   the role works with a second factor only, and there is none yet
├── PageRefused     the role does not hold the permission; the refusal is already an entry
├── SignOnFailed    the single sign-on did not come to a good end; the reason is a code
├── TokenRefused    a machine's token lets it in no more, or not to this
├── FormStale       the form does not belong to this sign-in, or came from another site
├── FormTooLarge    more was sent than a form can hold
├── TooSlow         the form did not arrive in time
├── TooMany         more was asked for in a minute than one person may
├── AddressInvalid  the address holds a filter that cannot be read
└── UnsafeAddress   the public address is none, or would send cookies unprotected; no start
"""


class PagesError(Exception):
    """Base of every error the pages raise on purpose."""


class SignInNeeded(PagesError):
    """Nobody is signed in; `wanted` is the path to come back to, `reason` a code."""

    def __init__(self, wanted: str, reason: str) -> None:
        self.wanted = wanted
        self.reason = reason
        super().__init__(f"sign-in needed: {reason}")


class ProofNeeded(PagesError):
    """The person must prove again who they are; what was asked for is in the request."""

    def __init__(self) -> None:
        super().__init__("a fresh proof of who it is is needed")


class SecondFactorMissing(PagesError):
    """The person's role works with a second factor only; they have to set one up first."""

    def __init__(self) -> None:
        super().__init__("a second factor has to be set up first")


class PageRefused(PagesError):
    """The role does not hold `permission`."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(f"not permitted: {permission}")


class SignOnFailed(PagesError):
    """The provider could not be asked, or its answer cannot be believed; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"single sign-on failed: {reason}")


class TokenRefused(PagesError):
    """A machine came without a token, with one that ended, or without the scope (`reason`)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"token refused: {reason}")


class FormStale(PagesError):
    """The form was not sent from a page of this sign-in; `reason` is `origin` or `token`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"form refused: {reason}")


class FormTooLarge(PagesError):
    """A form of more than `limit` bytes, or not a form."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"not a form of at most {limit} bytes")


class TooSlow(PagesError):
    """A form that did not arrive whole within `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"no form within {seconds} seconds")


class TooMany(PagesError):
    """More was asked for than one person may at once; in `seconds` they may go on."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many requests, wait {seconds} seconds")


class AddressInvalid(PagesError):
    """A filter in the address cannot be read; `field` names it, never its value."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"cannot read the filter {field}")


class UnsafeAddress(PagesError):
    """The public address is neither https nor http on this machine, or more than an address."""

    def __init__(self) -> None:
        super().__init__(
            "public_url must be https://HOST or https://HOST:PORT and nothing more; plain http is "
            "for localhost, 127.0.0.1 and [::1] (put a TLS proxy in front, set REDACTOR_PUBLIC_URL)"
        )
