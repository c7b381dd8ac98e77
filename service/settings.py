"""Settings: one frozen, typed object, built once by the entry point and passed in.

Each field is read from the environment as `REDACTOR_<NAME>`; none has to be set.
"""

import json
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from models.actors import Role
from service.environment import EnvironmentSettings
from service.setting_checks import CHECKS

# What a number may be at most is what no clock or timer breaks at, and no slip of the pen reaches.
Days = Annotated[int, Field(ge=1, le=36_500)]
DaysOrNever = Annotated[int, Field(ge=0, le=36_500)]
Seconds = Annotated[int, Field(ge=1, le=86_400)]
Moment = Annotated[float, Field(gt=0, le=86_400)]
Wait = Annotated[int, Field(ge=0, le=30 * 86_400)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Rate = Annotated[int, Field(ge=0, le=1_000_000)]


class SourceDays(BaseModel):
    """Periods of one source; what is missing is as everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    session: Days | None = None
    original: Days | None = None
    delivery: Days | None = None
    review: Days | None = None


class Settings(EnvironmentSettings):
    """How this installation runs; refuses combinations that would be unsafe."""

    model_config = SettingsConfigDict(env_prefix="REDACTOR_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=Path("var"),
        description="Folder of the records, the key store and, by default, the keys.",
    )
    keys_dir: Path | None = Field(
        default=None,
        description="Folder of the master key and the signing key; keep it out of backups of "
        "data_dir. Default: data_dir/keys.",
    )
    master_key: SecretStr | None = Field(
        default=None,
        description="The master key itself, base64 of 32 bytes, instead of a file.",
    )
    master_key_file: Path | None = Field(
        default=None,
        description="File of the master key, mode 0600. Default: master.key in keys_dir.",
    )
    master_key_command: tuple[str, ...] = Field(
        default=(),
        description="Command that writes the master key on stdout, as a JSON list of program and "
        "arguments; run without a shell.",
    )
    master_key_seconds: Moment = Field(
        default=10.0, description="How long master_key_command may take."
    )
    anchor_file: Path | None = Field(
        default=None,
        description="File the signed checkpoints of the access log are appended to; put it where "
        "the operator cannot rewrite it. Default: data_dir/anchor.jsonl.",
    )
    anchor_seconds: Seconds = Field(
        default=60,
        description="Seconds between checkpoints: the detection window of the log.",
    )
    erased_file: Path | None = Field(
        default=None,
        description="File that lists what was erased, so that no backup brings it back; put it "
        "where restoring the records does not reach it. Default: data_dir/erased.jsonl.",
    )
    scanned_paths: tuple[Path, ...] = Field(
        default=(),
        description="More files and folders to look through after an erasure, such as logs and "
        "backups, as a JSON list; data_dir always is.",
    )
    session_days: Days = Field(
        default=365,
        description="Days a redacted session is kept after something of it came last.",
    )
    keep_originals: bool = Field(
        default=True,
        description="Whether originals and processed deliveries are kept, sealed; without them "
        "nothing can be revealed, redacted again or merged with what comes later.",
    )
    original_days: Days = Field(
        default=90,
        description="Days a sealed original is kept; at most as long as its session.",
    )
    delivery_days: Days = Field(
        default=30,
        description="Days a sealed raw delivery is kept, parked or not; at most as long as the "
        "original.",
    )
    review_days: Days = Field(
        default=365,
        description="Days a review is kept after its last change; at most as long as its session.",
    )
    source_days: dict[str, SourceDays] = Field(
        default={},
        description="Days of single sources, as JSON of source ids to any of session, original, "
        "delivery and review.",
    )
    work_days: int = Field(
        default=1095,
        ge=90,
        le=36_500,
        description="Days that what proves people's work is kept after it is over: closed "
        "requests, reveals, leaves, closed alerts, lifted objections, released holds, notices, "
        "sign-ins.",
    )
    sweep_gap_days: Days = Field(
        default=7,
        description="Days the clock may have moved while no sweep ran; beyond, a privacy officer "
        "has to confirm.",
    )
    sweep_share: int = Field(
        default=25,
        ge=1,
        le=100,
        description="Percent of all sessions that may be deleted at once; beyond, a privacy "
        "officer has to confirm. A hundred may always go.",
    )
    sweep_seconds: Seconds = Field(
        default=300,
        description="Seconds between two looks for what is to be erased or deleted.",
    )
    watch_seconds: Moment = Field(
        default=5,
        description="Seconds between two looks at new entries of the access log for what is "
        "unusual; after a look that takes long, longer.",
    )
    log_days: DaysOrNever = Field(
        default=0,
        description="Days after which entries of the access log move to a segment file; at least "
        "30; 0 keeps them in the live log.",
    )
    segment_days: DaysOrNever = Field(
        default=0,
        description="Days the file of a segment is kept after its entries left the live log; 0 "
        "keeps it until somebody deletes it.",
    )
    anchor_command: str = Field(
        default="",
        description="Command that statements are also given to, on its stdin, one a line; "
        "status 0 means taken.",
    )
    anchor_url: str = Field(
        default="",
        description="Address that statements are also POSTed to, one a line; https unless on "
        "loopback.",
    )
    anchor_mail: str = Field(
        default="", description="Mailbox that anchors are also sent to; needs a mail server."
    )
    anchor_mail_hours: int = Field(
        default=24, ge=1, le=8760, description="Hours between two mails with an anchor."
    )
    host: str = Field(default="127.0.0.1", description="Address the service listens on.")
    port: int = Field(
        default=8000, ge=1, le=65535, description="Port of both doors, pages and webhooks."
    )
    public_url: str = Field(
        default="", description="Address people and vendors use; https unless on loopback."
    )
    trusted_proxies: str = Field(
        default="",
        description="Comma-separated addresses or networks of proxies whose X-Forwarded-For is "
        "believed.",
    )
    policy: str = Field(
        default="standard", description="Name of a packaged policy, or path of a file."
    )
    countries: tuple[str, ...] = Field(
        default=("US", "GB", "CA", "AU", "IE", "DE", "FR", "ES", "IT", "NL", "PT"),
        description="Countries whose phones and national numbers are looked for (ISO 3166), as a "
        "JSON list.",
    )
    products: tuple[str, ...] = Field(
        default=(), description="Product and brand names that are never masked, as a JSON list."
    )
    max_body_bytes: int = Field(
        default=5_242_880,
        ge=1024,
        le=1 << 30,
        description="Largest webhook body accepted; larger ones get 413.",
    )
    max_messages: Count = Field(
        default=5_000, description="Most messages in one session; more are parked unread."
    )
    retry_seconds: tuple[Wait, ...] = Field(
        default=(5, 30, 120, 600, 3600),
        description="Waits between tries of a delivery, in seconds, as a JSON list; after the last "
        "it is parked.",
    )
    lease_seconds: int = Field(
        default=120,
        ge=5,
        le=86_400,
        description="Seconds after which a delivery is taken from a worker that has stopped.",
    )
    redact_seconds: int = Field(
        default=3600,
        ge=60,
        le=86_400,
        description="Seconds that redacting one session may take; after that its delivery is "
        "parked, and the worker started again.",
    )
    requests_person: Rate = Field(
        default=300,
        description="Requests a minute that one person may make; 0 is any number.",
    )
    requests_address: Rate = Field(
        default=1200,
        description="Requests a minute from one network address; 0 is any number.",
    )
    requests_sign_in: Rate = Field(
        default=60,
        description="Tries to sign in, a minute, from one network address; 0 is any number.",
    )
    requests_wrong_hook: Rate = Field(
        default=60,
        description="Webhooks a minute to addresses that lead nowhere, from one network address, "
        "before it is told to wait; right ones always pass. 0 is any number.",
    )
    email_domains: tuple[str, ...] = Field(
        default=(),
        description="Domains people's e-mail addresses must have, as a JSON list; none means any.",
    )
    controller: str = Field(
        default="",
        max_length=300,
        description="Name and address of the company, for the record of processing.",
    )
    privacy_contact: str = Field(
        default="",
        max_length=300,
        description="How people reach the privacy officer, for the record of processing.",
    )
    smtp_host: str = Field(
        default="", description="Mail server for anchors and notices to employees; none: no mail."
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Literal["tls", "starttls", "none"] = Field(
        default="starttls",
        description="How the mail server is spoken to; none is for a server on loopback only.",
    )
    smtp_user: str = Field(default="", description="Name to sign in to the mail server with.")
    smtp_password_file: Path | None = Field(
        default=None, description="File with the password for the mail server (mode 0600)."
    )
    mail_from: str = Field(
        default="", description="Address mail is sent from; needed with a mail server."
    )

    second_factor_roles: tuple[Role, ...] = Field(
        default=(Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR),
        description="Roles that work with a second factor only, as a JSON list; any may have one.",
    )

    time_zone: str = Field(
        default="UTC",
        description="Time zone of the pages and of business hours, such as Europe/Berlin.",
    )
    business_days: str = Field(
        default="mon-fri", description="Days people work, such as mon-fri or mon,tue,sat."
    )
    business_hours: str = Field(
        default="07:00-20:00",
        description="Hours people work; looks at other times are off hours.",
    )
    unusual_looks: Count = Field(
        default=80, description="Looks in a day below which no volume is unusual."
    )
    unusual_times: int = Field(
        default=3,
        ge=2,
        le=1_000_000,
        description="How many times the usual, one's own and the team's, is far more than usual.",
    )
    unusual_off_hours: Count = Field(
        default=3, description="Looks outside business hours in a day that raise an alert."
    )
    unusual_refusals: Count = Field(
        default=8, description="Refused looks of a person in a day that raise an alert."
    )
    unusual_steps: int = Field(
        default=25,
        ge=2,
        le=1_000_000,
        description="Sessions opened, or pages of lists and searches turned, without a published "
        "review, that look like scraping.",
    )
    unusual_minutes: int = Field(
        default=10, ge=1, le=1440, description="Within how many minutes they look like scraping."
    )
    unusual_exports: Count = Field(
        default=5, description="Exports of a person in a day that raise an alert."
    )
    unusual_reveals: Count = Field(
        default=10, description="Originals shown to a person in a day that raise an alert."
    )
    unusual_failures: Count = Field(
        default=3,
        description="Failed sign-ins in the hour before one from a new address that are an alert.",
    )

    reveal_minutes: int = Field(
        default=60,
        ge=1,
        le=480,
        description="How many minutes an original may be seen at most after a reveal is approved.",
    )
    break_glass: bool = Field(
        default=True,
        description="Whether leads and privacy officers may reveal without approval in an "
        "emergency; others are told at once, and it has to be reviewed.",
    )
    sign_in_minutes: int = Field(
        default=480, ge=5, le=1440, description="Minutes a sign-in lasts at most."
    )
    idle_minutes: int = Field(
        default=30, ge=1, le=480, description="Minutes a sign-in lasts without a request."
    )
    sso_issuer: str = Field(
        default="", description="Issuer of the single sign-on (OpenID Connect); empty means none."
    )
    sso_client_id: str = Field(default="", description="Id of this service at the issuer.")
    sso_client_secret_file: Path | None = Field(
        default=None,
        description="File with the secret for the issuer (mode 0600); none for a public client.",
    )
    sso_name: str = Field(
        default="single sign-on", description="What the button calls the single sign-on."
    )
    sso_group_roles: dict[str, Role] = Field(
        default={},
        description="Which group is which role, as a JSON object; the first that fits decides.",
    )
    sso_groups_claim: str = Field(default="groups", description="Claim that holds the groups.")
    sso_employment_claim: str = Field(
        default="",
        description="Claim that says how somebody is employed; empty means it is not asked for.",
    )
    sso_employee_values: tuple[str, ...] = Field(
        default=("employee",),
        description="Values of that claim that mean an employee, as a JSON list.",
    )
    sso_scope: str = Field(
        default="openid email profile", description="Scopes asked for at the issuer."
    )
    sso_hosts: tuple[str, ...] = Field(
        default=(),
        description="Hosts besides the issuer's own that its endpoints may be on, as a JSON list.",
    )

    @model_validator(mode="after")
    def _refuse_what_cannot_be(self) -> Self:
        for refuse in CHECKS:
            refuse(self)
        return self

    @property
    def url(self) -> str:
        """The address people use, without a trailing slash."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def keys(self) -> Path:
        """Folder of the master key and the signing key."""
        return self.keys_dir or self.data_dir / "keys"

    @property
    def anchor(self) -> Path:
        """File of the signed checkpoints."""
        return self.anchor_file or self.data_dir / "anchor.jsonl"

    @property
    def erased(self) -> Path:
        """File that lists what was erased."""
        return self.erased_file or self.data_dir / "erased.jsonl"

    def environment(self) -> dict[str, str]:
        """These settings as environment variables: what a child process is started with."""
        values = self.model_dump(mode="json", exclude_none=True)
        if self.master_key is not None:
            values["master_key"] = self.master_key.get_secret_value()
        return {
            f"REDACTOR_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
            for name, value in values.items()
        }
