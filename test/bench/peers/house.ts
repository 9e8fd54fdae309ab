import { startRealHome } from '../../home/real-home.ts';
import { startChild } from '../child.ts';
import type { House } from './peer.ts';

const LIGHT = 'light.kitchen';

/** A home of nobody's: the real Home Assistant where this machine can have one, else the demo home. */
export async function startHouse(): Promise<House & { stop(): Promise<void> }> {
  try {
    const home = await startRealHome({
      adminOnly: true,
      configuration: 'logger:\n  default: fatal\n',
    });
    const token = home.people[0]?.token ?? '';
    return { url: home.url, token, light: LIGHT, real: { pid: home.pid }, stop: home.stop };
  } catch (error) {
    const child = await startChild(['test/bench/demo-home.ts'], /^home /);
    const [, url = '', token = ''] = child.line.split(' ');
    const missing = error instanceof Error ? error.message : String(error);
    return { url, token, light: LIGHT, real: { missing }, stop: child.stop };
  }
}
