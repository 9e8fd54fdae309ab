"""Where the app is and whether it answers, without the secret."""

from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.core import HomeAssistant

from .app import CONF_SECRET, LatchkeyConfigEntry


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: LatchkeyConfigEntry
) -> dict[str, Any]:
    """Ask the app now; `problem` is null when all is well."""
    problem = await entry.runtime_data.check()
    return {"app": async_redact_data(entry.data, {CONF_SECRET}), "problem": problem}
