import { startDemoHome } from '../../src/demo/demo-home.ts';
import { stopOnSignal } from '../../src/stop-on-signal.ts';

/**
 * A demo home in a process of its own, with as many sensors more as ENTITIES says. Prints where it is
 * and its first person's token.
 */
const home = await startDemoHome();
for (let n = 0; n < Number(process.env.ENTITIES ?? 0); n += 1) {
  home.setState(`sensor.bench_${n}`, String(n), { friendly_name: `Bench ${n}` });
}
stopOnSignal(() => home.stop());
console.log(`home ${home.url} ${home.people[0]?.token}`);
