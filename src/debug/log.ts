import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';
import { faultOf } from '../core/fault.ts';

/**
 * The log: one JSON object a line. A request, an answer or an error that somebody hands to it whole,
 * the framework included, leaves only what cannot hold a secret.
 */
export function createLog(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const serializers = {
    req: ({ id, method }: { readonly id?: unknown; readonly method?: unknown }) => ({ id, method }),
    res: ({ statusCode }: { readonly statusCode?: unknown }) => ({ statusCode }),
    err: (thrown: unknown) => faultOf(thrown),
  };
  return destination === undefined
    ? pino({ level, serializers })
    : pino({ level, serializers }, destination);
}
