"""Ways to sign in, right and wrong, and what the log says of them."""

from collections.abc import Callable

from models.accounts.password_sign_ins import open_with_password
from models.accounts.sign_ins import SignIn
from models.actors import Purpose
from models.log.access_log import export_entries
from models.records import Records
from tests.models.scene import CLI

RIGHT = "hash of correct horse"


def sign_in(
    records: Records,
    email: str = "rosa@company.example",
    *,
    right: bool = True,
    purpose: Purpose = Purpose.CUSTOMER_SERVICE,
    address: str = "10.0.3.7",
    verify: Callable[[str], bool] | None = None,
) -> SignIn:
    return open_with_password(
        records,
        email=email,
        verify=verify or (lambda stored: right and stored == RIGHT),
        purpose=purpose,
        address=address,
    )


def log(records: Records) -> list[tuple[str, str, str, str]]:
    with records.act(CLI) as act:
        return [
            (entry.event, entry.object, entry.outcome, entry.actor_id)
            for entry in export_entries(act)
            if entry.event.startswith("sign_in:")
        ]
