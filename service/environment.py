"""The environment as the source of settings: what is misspelt there is not overlooked."""

from difflib import get_close_matches
from typing import Any

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
    def __call__(self) -> dict[str, Any]:
        """The values by name; SettingsError, without the value, for a name that is no setting."""
        known = [name.upper() for name in self.settings_cls.model_fields]
        for written in map(str.upper, self.env_vars):
            name = written.removeprefix(self.env_prefix)
            if name != written and name not in known:
                near = get_close_matches(name, known, n=1)
                meant = f"; is {self.env_prefix}{near[0]} meant?" if near else ""
                raise SettingsError(f"there is no {written}{meant}")
        return super().__call__()
