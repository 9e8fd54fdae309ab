import { readConfig } from '../config/read-config.ts';
import { CHECKOUT_DATA } from '../core/places.ts';
import { createLog } from '../debug/log.ts';
import { stopOnSignal } from '../stop-on-signal.ts';

/** `latchkey demo`: a Latchkey in front of a home of its own. */
export async function demoCommand(
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { runDemo } = await import('../demo/run-demo.ts');
  const port = env.MCP_PORT ?? '8086';
  const homePort = env.DEMO_HOME_PORT ?? '8123';
  const { config, warnings } = readConfig({
    env: {
      MCP_BASE_URL: `http://localhost:${port}`,
      MCP_HOST: '127.0.0.1',
      HOMEASSISTANT_URL: `http://127.0.0.1:${homePort}`,
      LOG_LEVEL: 'warn',
      ...env,
    },
    defaultDataDir: CHECKOUT_DATA,
  });
  const log = createLog(config.logLevel);
  for (const warning of warnings) log.warn(warning);

  const ports = {
    homePort: Number(homePort),
    settingsPort: Number(env.DEMO_SETTINGS_PORT ?? 8124),
  };
  const running = await runDemo(config, ports, log, env);
  console.log(running.text);
  stopOnSignal(() => running.stop());
  return 0;
}
