import { pythonValue } from '../python.ts';
import type { States } from '../states.ts';
import { type Expression, type Part, TemplateError } from './parse.ts';

/** What a template came to, and which entities it looked at. */
export interface Rendering {
  readonly result: unknown;
  readonly entities: readonly string[];
  /** Names that nothing stands for, which print as nothing. */
  readonly undefined: readonly string[];
}

/** Renders a template over the states as they are now. Throws TemplateError. */
export function renderParts(parts: readonly Part[], states: States): Rendering {
  const entities = new Set<string>();
  const missing: string[] = [];
  const state = (id: unknown) => {
    entities.add(String(id));
    return states.get(String(id));
  };
  const functions: Readonly<Record<string, (...given: readonly unknown[]) => unknown>> = {
    states: (id) => state(id)?.state ?? 'unknown',
    is_state: (id, wanted) => state(id)?.state === wanted,
    state_attr: (id, name) => state(id)?.attributes[String(name)] ?? null,
  };
  const evaluate = (expression: Expression): unknown => {
    if (expression.kind === 'literal') return expression.value;
    const called = Object.hasOwn(functions, expression.name) && functions[expression.name];
    if (expression.kind === 'name') {
      missing.push(expression.name);
      return '';
    }
    if (!called) throw new TemplateError(`UndefinedError: '${expression.name}' is undefined`);
    return called(...expression.given.map(evaluate));
  };
  const values = parts.map((part) => (part.kind === 'text' ? part.text : evaluate(part.value)));
  return { result: native(values), entities: [...entities], undefined: missing };
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** As Home Assistant does it: what reads like a Python value becomes that value. */
function native(values: readonly unknown[]): unknown {
  const [only] = values;
  if (values.length === 1 && typeof only !== 'string') return only;
  const text = values
    .map((value) => (typeof value === 'string' ? value : pythonValue(value)))
    .join('')
    .trim();
  if (WORDS.has(text)) return WORDS.get(text);
  return NUMBER.test(text) ? Number(text) : text;
}
