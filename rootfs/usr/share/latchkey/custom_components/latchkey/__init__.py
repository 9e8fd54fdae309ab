"""A door to the Latchkey app in Home Assistant's own web server."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .app import DOMAIN, LatchkeyApp, LatchkeyConfigEntry
from .view import LatchkeyView

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the door once: Home Assistant cannot take a view away again."""
    hass.http.register_view(LatchkeyView)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: LatchkeyConfigEntry) -> bool:
    """Open the way to the app, whether or not it runs now."""
    entry.runtime_data = LatchkeyApp(entry.data)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: LatchkeyConfigEntry) -> bool:
    """Close the way to the app, and what still streams through it."""
    await entry.runtime_data.session.close()
    return True
