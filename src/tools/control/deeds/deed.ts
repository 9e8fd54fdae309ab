import type { Entity } from '../../../home/model.ts';

/** The values an action can be given; which of them it takes is in `actions.ts`. */
export interface DeedArguments {
  /** Whole percent, 0 to 100. */
  readonly percent?: number | undefined;
  /** In the home's own unit. */
  readonly temperature?: number | undefined;
  readonly option?: string | undefined;
  /** A colour as `color.ts` reads it. */
  readonly color?: string | undefined;
}

/** What one action means for the entities of one domain. */
export interface Deed {
  /** The service of the entity's own domain that does it. */
  readonly service: string;
  /** Masks of `supported_features`: the entity must have all bits of one of them. */
  readonly needs?: readonly number[];
  /** Why this entity can never do it, where its features do not tell. */
  readonly lacks?: (entity: Entity) => string | undefined;
  /** Why it cannot do it with these values. */
  readonly refuses?: (entity: Entity, args: DeedArguments) => string | undefined;
  /** It must not be sent because nothing is left to do, and sending it would do something else. */
  readonly pointless?: (entity: Entity) => boolean;
  readonly data?: (args: DeedArguments, entity: Entity) => Readonly<Record<string, unknown>>;
  /**
   * Whether the entity stands as asked. Absent where no state tells. `exact` asks whether that was
   * so already; else what a device rounds its values to counts.
   */
  readonly reached?: (now: Entity, args: DeedArguments, before: Entity, exact: boolean) => boolean;
}

/** Deeds by the domain of what they are done to. */
export type Deeds = Readonly<Record<string, Deed>>;

/** Reached in one of these states. */
export function inState(...states: readonly string[]): NonNullable<Deed['reached']> {
  return ({ state }) => states.includes(state.state);
}

/** Reached in none of these states. */
export function notInState(...states: readonly string[]): NonNullable<Deed['reached']> {
  return ({ state }) => !states.includes(state.state);
}

/** Reached when a number of the entity is what was asked, or within `slack` of it. */
export function nearNumber(
  read: (entity: Entity) => number | undefined,
  wanted: (args: DeedArguments) => number | undefined,
  slack: number,
): NonNullable<Deed['reached']> {
  return (now, args, _before, exact) => {
    const value = read(now);
    const goal = wanted(args);
    if (value === undefined || goal === undefined) return false;
    return Math.abs(value - goal) <= (exact ? 0 : slack);
  };
}

/** An attribute that is a number. */
export function numberOf(entity: Entity, name: string): number | undefined {
  const value = entity.state.attributes[name];
  return typeof value === 'number' ? value : undefined;
}

/** An attribute that is a list of texts. */
export function textsOf(entity: Entity, name: string): readonly string[] {
  const value = entity.state.attributes[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** `value` of `whole` as whole percent. */
export function percentOf(value: number | undefined, whole: number): number | undefined {
  return value === undefined ? undefined : Math.round((value / whole) * 100);
}
