import { startRealHome } from './real-home.ts';
import { openSocket } from './socket.ts';

interface State {
  entity_id: string;
  state: string;
}

const home = await startRealHome();
try {
  console.log(`Home Assistant ${home.version} at ${home.url}`);
  console.log(`People: ${home.people.map((person) => person.name).join(', ')}`);
  const socket = await openSocket(home.url, home.people[0]?.token ?? '');
  const states = await socket.ask<State[]>('get_states');
  socket.close();
  const lights = states.filter((state) => state.entity_id.startsWith('light.'));
  console.log(`States: ${states.length}`);
  console.log(
    `Lights: ${lights.map(({ entity_id, state }) => `${entity_id} ${state}`).join(', ')}`,
  );
} finally {
  await home.stop();
}
