import { startDemoHome } from '../../src/demo/demo-home.ts';
import { stopOnSignal } from '../../src/stop-on-signal.ts';

/** A demo home in a process of its own. Prints where it is and its first person's token. */
const home = await startDemoHome();
stopOnSignal(() => home.stop());
console.log(`home ${home.url} ${home.people[0]?.token}`);
