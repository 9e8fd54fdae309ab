import { startDemoHome } from '../../../src/demo/demo-home.ts';
import { toolsContract } from './tools.ts';

toolsContract('demo', async () => {
  const home = await startDemoHome();
  const [first, second] = home.people;
  if (first === undefined || second === undefined) throw new Error('nobody lives there');
  return {
    kind: 'demo',
    version: home.version,
    url: home.url,
    people: [first, second],
    stop: () => home.stop(),
  };
});
