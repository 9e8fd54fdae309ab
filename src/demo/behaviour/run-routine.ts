import { CommandError } from '../errors.ts';
import { freshHexId } from '../ids.ts';
import type { Routine } from '../routines.ts';
import type { TraceStep } from '../traces.ts';
import { fullState, isoTime } from '../wire.ts';
import { callService } from './call.ts';
import { type ServiceCall, textsIn } from './service.ts';

type Part = Readonly<Record<string, unknown>>;

/** A run as far as it came: what it did, and what it answers. */
class Run {
  readonly steps: TraceStep[] = [];
  readonly startedAt: number;
  variables: Part = {};
  response: unknown;
  error: string | undefined;
  readonly #call: ServiceCall;
  readonly #routine: Routine;

  constructor(call: ServiceCall, routine: Routine) {
    this.#call = call;
    this.#routine = routine;
    this.startedAt = call.house.clock();
  }

  note(path: string, more: Omit<TraceStep, 'path' | 'timestamp'> = {}): void {
    this.steps.push({ path, timestamp: isoTime(this.#call.house.clock()), ...more });
  }

  /** Home Assistant has no traces of what has no id. */
  end(execution: 'finished' | 'failed_conditions' | 'error'): void {
    const { kind, id, config } = this.#routine;
    if (id === undefined) return;
    this.#call.house.traces.add({
      kind,
      itemId: id,
      runId: freshHexId(),
      startedAt: this.startedAt,
      finishedAt: this.#call.house.clock(),
      execution,
      ...(this.error !== undefined && { error: this.error }),
      steps: this.steps,
      config,
      context: this.#call.context,
    });
  }
}

/** Whether it holds; of all conditions there are, this home knows the one about a state. */
function holds(call: ServiceCall, run: Run, condition: Part, path: string): boolean {
  const [entityId = ''] = textsIn(condition, 'entity_id');
  const state = call.house.states.get(entityId)?.state ?? 'unknown';
  const result = state === condition.state;
  run.note(path, { result: { result } });
  run.note(`${path}/entity_id/0`, { result: { result, state, wanted_state: condition.state } });
  return result;
}

async function act(call: ServiceCall, run: Run, step: Part, path: string): Promise<void> {
  const [domain = '', service = ''] = String(step.action ?? step.service).split('.');
  const [data, target] = [parts(step.data), parts(step.target)];
  const result = {
    params: { domain, service, service_data: data, target },
    running_script: false,
  };
  const { house, person } = call;
  try {
    await callService(house, { domain, service, data, target, returnResponse: false, person });
    run.note(path, { result });
  } catch (thrown) {
    if (!(thrown instanceof CommandError)) throw thrown;
    run.error =
      thrown.code === 'not_found' ? `Action ${domain}.${service} not found` : thrown.message;
    run.note(path, { error: run.error, result });
  }
}

async function runSteps(
  call: ServiceCall,
  run: Run,
  steps: readonly Part[],
  root: string,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const path = `${root}/${index}`;
    if ('action' in step || 'service' in step) await act(call, run, step, path);
    else if ('variables' in step) {
      run.variables = { ...run.variables, ...parts(step.variables) };
      run.note(path, { changed_variables: parts(step.variables) });
    } else if ('stop' in step) {
      run.response = run.variables[String(step.response_variable)];
      run.note(path, { result: { stop: step.stop, error: false } });
      return;
    } else run.note(path);
    if (run.error !== undefined) return;
  }
}

function parts(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {};
}

function list(value: unknown): readonly Part[] {
  return value === undefined ? [] : [value].flat().map(parts);
}

/** Runs an automation as its service `trigger` does; its errors stay in its trace. */
export async function runAutomation(call: ServiceCall, routine: Routine): Promise<void> {
  const run = new Run(call, routine);
  const state = call.house.states.get(routine.entityId);
  run.note('trigger', {
    changed_variables: {
      this: state === undefined ? null : fullState(state),
      trigger: { platform: null },
    },
  });
  const conditions =
    call.data.skip_condition === false
      ? list(routine.config.conditions ?? routine.config.condition)
      : [];
  if (!conditions.every((one, index) => holds(call, run, one, `condition/${index}`))) {
    run.end('failed_conditions');
    return;
  }
  call.change(routine.entityId, undefined, { last_triggered: isoTime(run.startedAt) });
  await runSteps(call, run, list(routine.config.actions ?? routine.config.action), 'action');
  run.end(run.error === undefined ? 'finished' : 'error');
}

/** Runs a script; what it stops with is its response. */
export async function runScript(call: ServiceCall, routine: Routine): Promise<unknown> {
  const run = new Run(call, routine);
  call.change(routine.entityId, undefined, { last_triggered: isoTime(run.startedAt) });
  await runSteps(call, run, list(routine.config.sequence), 'sequence');
  run.end(run.error === undefined ? 'finished' : 'error');
  return run.response;
}
