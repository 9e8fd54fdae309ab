/** The demo home in a process of its own. */
import { startDemoHome } from '../../../src/demo/demo-home.ts';

const home = await startDemoHome();
process.send?.({ url: home.url, people: home.people });
process.once('disconnect', () => void home.stop());
