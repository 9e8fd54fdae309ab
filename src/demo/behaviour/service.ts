import type { Person } from '../auth/accounts.ts';
import type { House } from '../house.ts';
import type { Attributes, Context, State } from '../states.ts';

/** How a value is entered, in the words of Home Assistant's selectors. */
export type Selector =
  | { readonly text: object }
  | { readonly boolean: object }
  | { readonly number: NumberSelector }
  | { readonly select: { readonly options: readonly string[]; readonly multiple?: boolean } }
  | { readonly state: object }
  | { readonly color_rgb: object }
  | { readonly color_temp: { readonly unit: 'kelvin'; readonly min: number; readonly max: number } }
  | { readonly date: object }
  | { readonly datetime: object }
  | { readonly duration: object }
  | { readonly object: object };

interface NumberSelector {
  readonly min: number;
  readonly max: number;
  readonly unit_of_measurement?: string;
  readonly step?: number;
  readonly mode?: 'slider' | 'box';
}

/** A field of a service, as `get_services` shows it. */
export interface ServiceField {
  readonly required?: true;
  readonly advanced?: true;
  readonly example?: string | number | boolean;
  readonly default?: unknown;
  readonly selector: Selector;
  readonly filter?: {
    readonly supported_features?: readonly number[];
    readonly attribute?: Readonly<Record<string, readonly string[]>>;
  };
}

/** Fields that the frontend shows together; a call gives them like all the others. */
export interface ServiceSection {
  readonly collapsed?: true;
  readonly fields: Readonly<Record<string, ServiceField>>;
}

export type ServiceFields = Readonly<Record<string, ServiceField | ServiceSection>>;

/** One call of a service: who called it with what, and hands to change the home with. */
export interface ServiceCall {
  readonly house: House;
  readonly person: Person;
  readonly context: Context;
  readonly data: Readonly<Record<string, unknown>>;
  /** The entities it is about, of the service's domain, present and available. */
  readonly entities: readonly State[];
  /** Changes an entity's state and some of its attributes. */
  change(entityId: string, state: string | undefined, attributes?: Attributes): void;
  /** Does something a little later, as things that move do. */
  later(milliseconds: number, work: () => void): void;
}

export interface Service {
  readonly domain: string;
  readonly name: string;
  readonly fields: ServiceFields;
  /** At least one of these fields must be given. */
  readonly oneOf?: readonly string[];
  /** Fields that null takes away. */
  readonly clears?: readonly string[];
  /** It acts on entities: of its own domain, or of these. */
  readonly entities?: 'own' | readonly string[];
  /** Entities without one of these feature bits cannot do it. */
  readonly needs?: number;
  readonly response?: 'optional' | 'only';
  readonly administratorsOnly?: true;
  run(call: ServiceCall): unknown;
}

/** The fields without their sections, as calls give them. */
export function flatFields(fields: ServiceFields): Readonly<Record<string, ServiceField>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      'selector' in field ? [[name, field] as const] : Object.entries(field.fields),
    ),
  );
}

/** The state an entity is in by now, which later work must look at again. */
export function stateNow(call: ServiceCall, entityId: string): string | undefined {
  return call.house.states.get(entityId)?.state;
}

/** Puts every entity of the call into a state. */
export function becomes(state: string, attributes?: Attributes): (call: ServiceCall) => void {
  return (call) => {
    for (const { entityId } of call.entities) call.change(entityId, state, attributes);
  };
}

/** A value of a call as a number, if it was given. */
export function numberIn(data: ServiceCall['data'], name: string): number | undefined {
  const value = data[name];
  return value === undefined ? undefined : Number(value);
}

/** A value of a call as text, if it was given. */
export function textIn(data: ServiceCall['data'], name: string): string | undefined {
  const value = data[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** A value that may come alone or in a list. */
export function textsIn(data: ServiceCall['data'], name: string): readonly string[] {
  const value = data[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
