import type { ServerResponse } from 'node:http';
import type { Principal } from '../../access/principal.ts';
import { SECOND } from '../../core/clock.ts';
import type { CallDependencies } from '../call-tool.ts';
import { messageOf } from '../message.ts';
import { isPaused } from '../paused.ts';
import type { OwnStream } from './listener-bus.ts';
import { type Watch, watchResource } from './watch.ts';

/** Resources that one stream can be told of. */
const MOST = 100;
/** Who listens is told at once what is heard of, so an upstream that is slow is left out. */
const PATIENCE_MS = 10 * SECOND;

/** A message that opens a stream, with what its stream is told. */
export interface Listening {
  /** The message with only those resources of which changes will be told. */
  readonly body: unknown;
  readonly stream?: OwnStream;
}

/**
 * Begins to listen for the resources that `subscriptions/listen` names (2026-07-28). What the caller
 * may not read, or nobody tells of, is left out of the message, so that the SDK's answer says truly
 * what is heard of.
 */
export async function beginListening(
  response: ServerResponse,
  principal: Principal,
  body: unknown,
  deps: CallDependencies,
): Promise<Listening> {
  const stream: OwnStream = {};
  const uris = urisIn(body);
  if (uris === undefined) return { body };
  const told = {
    ready: () => stream.tell !== undefined && !response.writableNeedDrain,
    updated: (uri: string) => stream.tell?.({ kind: 'resource_updated', uri }),
  };
  const wanted = isPaused(principal) ? [] : [...new Set(uris)].slice(0, MOST);
  const watched = await Promise.all(
    wanted.map(async (uri) => {
      const watch = await inTime(watchResource(principal, uri, deps, told), response);
      return watch === undefined ? [] : [uri];
    }),
  );
  return { body: withUris(body, watched.flat()), stream };
}

/** The watch, stopped with the stream; undefined for one that failed or took too long. */
async function inTime(
  watching: Promise<Watch>,
  response: ServerResponse,
): Promise<Watch | undefined> {
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const begun = watching.then(
    (watch) => {
      if (late || response.closed) watch.stop();
      else response.once('close', () => watch.stop());
      return watch;
    },
    () => undefined,
  );
  const giveUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve(undefined);
    }, PATIENCE_MS);
  });
  return Promise.race([begun, giveUp]).finally(() => clearTimeout(timer));
}

/** What a message wants to hear of; undefined where the SDK has to say what is wrong with it. */
function urisIn(body: unknown): readonly string[] | undefined {
  const { notifications } = messageOf(body).params;
  const { resourceSubscriptions: uris } = (notifications ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return Array.isArray(uris) && uris.every((one) => typeof one === 'string') ? uris : undefined;
}

function withUris(body: unknown, uris: readonly string[]): unknown {
  const { params } = messageOf(body);
  const notifications = { ...(params.notifications as object), resourceSubscriptions: uris };
  return { ...(body as object), params: { ...params, notifications } };
}
