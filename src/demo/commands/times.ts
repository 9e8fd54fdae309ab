import { CommandError } from '../errors.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { parseLocal } from '../statistics/time-zone.ts';

function parse(text: string, name: 'start' | 'end'): number {
  const at = parseLocal(text, TIME_ZONE);
  if (Number.isNaN(at)) throw new CommandError(`invalid_${name}_time`, `Invalid ${name}_time`);
  return at;
}

/** Reads the span of time a command is about, with Home Assistant's errors. */
export function readSpan(values: {
  readonly start_time: string;
  readonly end_time?: string | undefined;
}): { readonly start: number; readonly end: number | undefined } {
  return {
    start: parse(values.start_time, 'start'),
    end: values.end_time === undefined ? undefined : parse(values.end_time, 'end'),
  };
}
