"""The environment as the source of settings: what is misspelt there is not overlooked."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
)


class EnvironmentSettings(BaseSettings):
    """Settings that are read from the environment; a name of their prefix has to be one of them."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (ours takes its place)
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is handed in, then the environment."""
        return init_settings, _Environment(settings_cls), dotenv_settings, file_secret_settings


class _Environment(EnvSettingsSource):
    _decoded = ""

    def __call__(self) -> dict[str, Any]:
        """The values by name; SettingsError, without the value, for a name that is no setting."""
        for name, value in self.env_vars.items():
            written = name.upper()
            if written.startswith(self.env_prefix) and _is_service_link(written, value or ""):
                raise SettingsError(
                    f"{written} is set by Kubernetes where a Service's name begins with "
                    "redactor, and is no setting: give the pod enableServiceLinks: false"
                )
        known = [name.upper() for name in self.settings_cls.model_fields]
        for written in map(str.upper, self.env_vars):
            name = written.removeprefix(self.env_prefix)
            if name != written and name not in known:
                near = get_close_matches(name, known, n=1)
                meant = f"; is {self.env_prefix}{near[0]} meant?" if near else ""
                raise SettingsError(f"there is no {written}{meant}")
        self._refuse_empty_places()
        try:
            return super().__call__()
        except SettingsError:
            raise SettingsError(f"{self.env_prefix}{self._decoded.upper()} is no JSON") from None

    def _refuse_empty_places(self) -> None:
        """SettingsError where a file or folder is empty: it would be the one this is started in."""
        for name, field in self.settings_cls.model_fields.items():
            written = f"{self.env_prefix}{name}"
            place = Path in (field.annotation, *get_args(field.annotation))
            if place and self.env_vars.get(written.lower()) == "":
                raise SettingsError(f"{written.upper()} is empty: name a place, or take it away")

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """What the JSON of a field says; ValueError for what is none."""
        self._decoded = field_name
        return super().decode_complex_value(field_name, field, value)


def _is_service_link(written: str, value: str) -> bool:
    """Whether it is one of `NAME_SERVICE_HOST`, `NAME_SERVICE_PORT`, `NAME_PORT=tcp://…` and so on.

    The rest of them (`NAME_PORT_80_TCP_ADDR`) never come alone.
    """
    if written.endswith("_SERVICE_HOST") or "_SERVICE_PORT" in written:
        return True
    return "_PORT" in written and value.startswith(("tcp://", "udp://", "sctp://"))
