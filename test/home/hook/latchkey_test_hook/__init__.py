"""Lets a test announce an app as Home Assistant's own hassio integration does."""

from homeassistant.config_entries import SOURCE_HASSIO
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import discovery_flow
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.typing import ConfigType

DOMAIN = "latchkey_test_hook"


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the one service."""

    @callback
    def discover(call: ServiceCall) -> None:
        uuid = call.data["uuid"]
        discovery_flow.async_create_flow(
            hass,
            call.data.get("handler", "latchkey"),
            context={"source": SOURCE_HASSIO},
            data=HassioServiceInfo(
                config={**call.data["config"], "addon": "Latchkey"},
                name="Latchkey",
                slug="a1b2c3d4_latchkey",
                uuid=uuid,
            ),
            discovery_key=discovery_flow.DiscoveryKey(
                domain="hassio", key=uuid, version=1
            ),
        )

    hass.services.async_register(DOMAIN, "discover", discover)
    return True
