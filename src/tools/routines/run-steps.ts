import { z } from 'zod';
import { localTime } from '../local-time.ts';

type Wire = Readonly<Record<string, unknown>>;

/** One step of a run: where in the configuration, when, and what came of it. */
export const runStep = z.strictObject({
  /** As Home Assistant writes it, such as `condition/0/entity_id/0` or `action/2`. */
  path: z.string(),
  time: z.string(),
  outcome: z.string().optional(),
  error: z.string().optional(),
});

export type RunStep = z.output<typeof runStep>;

const LONGEST = 300;

/** The steps of a trace in the order they happened; `trace` is the part of `trace/get` by path. */
export function readSteps(trace: unknown, timeZone: string): RunStep[] {
  return Object.values(wireOf(trace))
    .flatMap((visits) => (Array.isArray(visits) ? visits.map(wireOf) : []))
    .map((step) => ({ step, at: Date.parse(String(step.timestamp)) }))
    .sort((one, other) => one.at - other.at)
    .map(({ step, at }) => {
      const outcome = outcomeOf(step);
      const error = errorOf(step);
      return {
        path: String(step.path),
        time: Number.isNaN(at) ? '' : localTime(at, timeZone),
        ...(outcome !== undefined && { outcome: shortened(outcome) }),
        ...(error !== undefined && { error: shortened(error) }),
      };
    });
}

function outcomeOf(step: Wire): string | undefined {
  const result = wireOf(step.result);
  if (step.result === undefined || step.result === null) return triggerOf(step);
  if (result.params !== undefined) return actionOf(wireOf(result.params));
  if (result.choice !== undefined) return `chose ${written(result.choice)}`;
  if (result.stop !== undefined) return `stopped: ${written(result.stop)}`;
  const { result: verdict, ...why } = result;
  if (typeof verdict !== 'boolean') return written(result);
  const reasons = Object.entries(why).map(([name, value]) => {
    return `${name.replaceAll('_', ' ')} ${written(value)}`;
  });
  return reasons.length === 0 ? `${verdict}` : `${verdict} (${reasons.join(', ')})`;
}

function triggerOf({ changed_variables: changed }: Wire): string | undefined {
  const { trigger } = wireOf(changed);
  if (trigger === undefined) return undefined;
  const { description, platform } = wireOf(trigger);
  if (typeof description === 'string') return description;
  return typeof platform === 'string' ? platform : 'started by hand or by a service call';
}

function actionOf({ domain, service, service_data: data, target }: Wire): string {
  const given = { ...wireOf(target), ...wireOf(data) };
  const name = `called ${written(domain)}.${written(service)}`;
  return Object.keys(given).length === 0 ? name : `${name} with ${written(given)}`;
}

function errorOf({ error, template_errors: templateErrors }: Wire): string | undefined {
  if (error !== undefined && error !== null) return written(error);
  const [first] = Array.isArray(templateErrors) ? templateErrors : [];
  return first === undefined ? undefined : `template: ${written(first)}`;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function wireOf(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}
