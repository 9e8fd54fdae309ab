import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOOLS } from '../../src/tools/catalog.ts';

test('the tools are these, in this order, each with its scope', () => {
  assert.deepEqual(
    TOOLS.map(({ name, scope }) => [name, scope]),
    [
      ['home_overview', 'home:read'],
      ['find_entities', 'home:read'],
      ['get_state', 'home:read'],
      ['get_history', 'home:read'],
      ['get_statistics', 'home:read'],
      ['get_logbook', 'home:read'],
      ['get_calendar_events', 'home:read'],
      ['get_todo_items', 'home:read'],
      ['get_weather_forecast', 'home:read'],
      ['get_camera_image', 'home:read'],
      ['list_services', 'home:read'],
      ['get_automation', 'home:read'],
      ['render_template', 'home:read'],
      ['check_home', 'home:read'],
      ['control_devices', 'home:control'],
      ['call_service', 'home:control'],
      ['manage_todo', 'home:control'],
      ['manage_calendar_event', 'home:control'],
      ['send_notification', 'home:control'],
      ['ask_assist', 'home:control'],
      ['save_automation', 'home:configure'],
      ['delete_automation', 'home:configure'],
      ['restore_version', 'home:configure'],
      ['update_entity', 'home:configure'],
      ['update_device', 'home:configure'],
      ['manage_areas', 'home:configure'],
      ['manage_helper', 'home:configure'],
      ['expose_entity', 'home:configure'],
      ['create_backup', 'home:configure'],
      ['install_update', 'home:configure'],
      ['energy_hourly_consumption', 'energy:read'],
      ['energy_peak_hour_day', 'energy:read'],
      ['heatpump_daily_summary', 'energy:read'],
    ],
  );
});

for (const tool of TOOLS) {
  test(`${tool.name} fits what every client can read`, () => {
    assert.match(tool.name, /^[a-z_]{1,64}$/);
    assert.equal(tool.inputSchema.type, 'object');
    assert.equal(tool.inputSchema.additionalProperties, false);
    assert.equal(tool.outputSchema.additionalProperties, false);
    const { name, title, description, annotations, inputSchema, outputSchema } = tool;
    const text = JSON.stringify({
      name,
      title,
      description,
      annotations,
      inputSchema,
      outputSchema,
    });
    // Lookarounds and these keywords are what clients' own validators stumble over.
    assert.doesNotMatch(text, /\(\?[=!<]|propertyNames|\$ref|\$schema|"const"/);
    // Every assistant carries it through every conversation; token-budget.test.ts has the sum.
    const most = tool.scope.endsWith(':read') ? 1_150 : 1_500;
    assert.ok(text.length <= most, `${text.length} characters`);
    assert.equal(tool.annotations.readOnlyHint, tool.scope.endsWith(':read'));
  });
}
