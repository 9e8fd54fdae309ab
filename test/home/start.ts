import type { HomeUnderTest } from '../support/home-under-test.ts';
import { type RealHome, startRealHome } from './real-home.ts';

/** The real Home Assistant as the suites want it: an administrator first, then somebody else. */
export async function startHomeUnderTest(): Promise<HomeUnderTest & Pick<RealHome, 'logs'>> {
  const home = await startRealHome();
  const [first, second] = home.people;
  if (first === undefined || second === undefined) throw new Error('two people should live there');
  console.log(`Home Assistant ${home.version} is running`);
  return { ...home, people: [first, second] };
}
