import { FLAT_ROUTINES } from './flat/routines.ts';

export type RoutineKind = 'automation' | 'script' | 'scene';

/** An automation, script or scene with its configuration. */
export interface Routine {
  readonly kind: RoutineKind;
  /** What its configuration is stored under; what was written in a file without one has none. */
  readonly id: string | undefined;
  readonly entityId: string;
  /** As it was saved; automations and scenes carry their id inside. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The automations, scripts and scenes of one home, in the order they were made. */
export class Routines {
  readonly #routines = new Map(FLAT_ROUTINES.map((routine) => [routine.entityId, routine]));

  all(kind: RoutineKind): readonly Routine[] {
    return [...this.#routines.values()].filter((routine) => routine.kind === kind);
  }

  get(kind: RoutineKind, id: string): Routine | undefined {
    return this.all(kind).find((routine) => routine.id === id);
  }

  /** The routine behind an entity. */
  of(entityId: string): Routine | undefined {
    return this.#routines.get(entityId);
  }

  /** Adds it, or takes the place of what its entity had before. */
  put(routine: Routine): void {
    this.#routines.set(routine.entityId, routine);
  }

  /** False when there was none. */
  remove(kind: RoutineKind, id: string): boolean {
    const routine = this.get(kind, id);
    return routine !== undefined && this.#routines.delete(routine.entityId);
  }
}
