"""Set up the door to Latchkey, found by the Supervisor or given by hand."""

from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service_info.hassio import HassioServiceInfo

from .app import CONF_SECRET, DOMAIN, LatchkeyApp

SCHEMA = vol.Schema(
    {
        vol.Required(CONF_HOST): str,
        vol.Required(CONF_PORT, default=8086): cv.port,
        vol.Required(CONF_SECRET): str,
    }
)


class LatchkeyConfigFlow(ConfigFlow, domain=DOMAIN):
    """There is one Latchkey, so there is one entry at most."""

    _found: dict[str, Any]

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where Latchkey is."""
        self._async_abort_entries_match()
        errors: dict[str, str] = {}
        if user_input is not None:
            problem = await _problem(user_input)
            if problem is None:
                return self.async_create_entry(title="Latchkey", data=user_input)
            errors["base"] = problem
        # Older versions validate with voluptuous itself, newer ones with its successor.
        schema = self.add_suggested_values_to_schema(SCHEMA, user_input)  # type: ignore[arg-type]
        return self.async_show_form(step_id="user", data_schema=schema, errors=errors)

    async def async_step_hassio(
        self, discovery_info: HassioServiceInfo
    ) -> ConfigFlowResult:
        """Take what the app says of itself; an entry found before follows it."""
        said = discovery_info.config
        self._found = {key: said[key] for key in (CONF_HOST, CONF_PORT, CONF_SECRET)}
        await self.async_set_unique_id(discovery_info.uuid)
        self._abort_if_unique_id_configured(updates=self._found)
        self._async_abort_entries_match()
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether to open the door to the app that was found."""
        if user_input is not None:
            return self.async_create_entry(title="Latchkey", data=self._found)
        return self.async_show_form(step_id="hassio_confirm")


async def _problem(data: dict[str, Any]) -> str | None:
    try:
        app = LatchkeyApp(data)
    except ValueError:
        return "cannot_connect"
    async with app.session:
        return await app.check()
