import { startDemoHome } from '../../src/demo/demo-home.ts';
import { homeContract } from './home.ts';

homeContract(async () => {
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
