import { PassThrough } from 'node:stream';
import type { FastifyError, FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isLatchkeyError } from '../core/errors.ts';
import { faultOf } from '../core/fault.ts';
import type { GrantOperations } from './grant-operations.ts';
import { grantRoutes } from './grant-routes.ts';
import type { KeyOperations } from './key-operations.ts';
import { keyRoutes } from './key-routes.ts';
import type { MachineOperations } from './machine-operations.ts';
import { machineRoutes } from './machine-routes.ts';
import type { Operations } from './operations.ts';
import { ControlRefusal } from './refusal.ts';

const approval = z.object({
  tools: z.array(z.object({ name: z.string(), pin: z.string() })).max(1_000),
});
const secret = z.object({ value: z.string() });
const named = z.object({ name: z.string().max(100) });
const examined = z.object({ url: z.string().max(2_000).optional() });
const switched = z.object({ on: z.boolean() });

/** All that can be done at the command line. */
export interface Commands {
  readonly operations: Operations;
  readonly grants: GrantOperations;
  readonly machines: MachineOperations;
  readonly keys: KeyOperations;
}

/** The commands of the control socket, as JSON; what was not done is `{error, sentence}`. */
export function controlRoutes(
  app: FastifyInstance,
  { operations, grants, machines, keys }: Commands,
): void {
  app.setErrorHandler<FastifyError>((thrown, request, reply) => {
    const refusal = asRefusal(thrown);
    if (refusal.error === 'server_error') {
      request.log.error(
        { fault: faultOf(thrown), command: request.routeOptions.url },
        'a command failed',
      );
    }
    const { error, sentence } = refusal;
    return reply.code(error === 'server_error' ? 500 : 400).send({ error, sentence });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      error: 'unknown_command',
      sentence: 'The Latchkey that runs does not know this command: restart it after an update.',
    }),
  );

  grantRoutes(app, grants);
  machineRoutes(app, machines);
  keyRoutes(app, keys);

  app.get('/connections', async () => operations.connections());
  app.get('/connections/:name/waiting', async ({ params }) => ({
    waiting: await operations.waiting(named.parse(params).name),
  }));
  app.post('/connections/:name/approve', async ({ params, body }) => ({
    approved: await operations.approve(named.parse(params).name, approval.parse(body).tools),
  }));
  app.post('/connections/:name/refresh', async ({ params }) => ({
    connection: await operations.refresh(named.parse(params).name),
  }));
  app.post('/connections/:name/sign-in', async ({ params }) => ({
    address: await operations.signInAddress(named.parse(params).name),
  }));

  app.get('/debug', async () => operations.debug());
  app.put('/debug', async ({ body }) => operations.switchDebug(switched.parse(body).on));

  app.get('/timeline', async () => operations.timeline());

  // A line of JSON for each finding as it comes, and one with all of them, in order, at the end.
  app.post('/doctor', async ({ body }, reply) => {
    const { url } = examined.parse(body);
    const lines = new PassThrough();
    const write = (line: object) => lines.write(`${JSON.stringify(line)}\n`);
    operations.doctor(url, write).then(
      (findings) => {
        write({ findings });
        lines.end();
      },
      (error: Error) => lines.destroy(error),
    );
    return reply.type('application/x-ndjson').send(lines);
  });

  app.get('/secrets', async () => ({ secrets: operations.secrets() }));
  app.put('/secrets/:name', async ({ params, body }) => {
    await operations.setSecret(named.parse(params).name, secret.parse(body).value);
    return {};
  });
  app.delete('/secrets/:name', async ({ params }) => {
    await operations.removeSecret(named.parse(params).name);
    return {};
  });
}

/** What is not ours to explain says nothing of itself: it could quote a secret. */
function asRefusal(thrown: FastifyError): ControlRefusal {
  if (thrown instanceof ControlRefusal) return thrown;
  if (isLatchkeyError(thrown)) return new ControlRefusal('server_error', thrown.message);
  if (thrown instanceof z.ZodError || (thrown.statusCode ?? 500) < 500) {
    return new ControlRefusal('invalid_request', 'The command was not sent in the right form.');
  }
  return new ControlRefusal(
    'server_error',
    'Something went wrong inside Latchkey; its log says what.',
  );
}
