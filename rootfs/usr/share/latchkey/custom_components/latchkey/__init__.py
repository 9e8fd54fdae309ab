"""A door to the Latchkey app in Home Assistant's own web server."""

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
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
    entry.runtime_data = app = LatchkeyApp(entry.data)
    # Home Assistant waits for open streams when it stops.
    stopping = hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, app.close)
    entry.async_on_unload(stopping)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: LatchkeyConfigEntry) -> bool:
    """Close the way to the app."""
    await entry.runtime_data.close()
    return True
