import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

/** A bare fastify with one route. Prints its port. */
const app = fastify();
app.get('/', async () => ({ hello: 'world' }));
await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
console.log((app.server.address() as AddressInfo).port);
process.on('SIGTERM', () => void app.close());
