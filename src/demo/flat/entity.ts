import type { Attributes } from '../states.ts';

/** One entity of the flat: what the registry knows and how it stands when the home starts. */
export interface FlatEntity {
  readonly id: string;
  readonly device?: string;
  /** What it is on its device; without one it is the device's main entity. */
  readonly part?: string;
  /** A name people gave it themselves, or its only one when it has no device. */
  readonly name?: string;
  /** What an administrator called something that has no device. */
  readonly called?: string;
  readonly icon?: string;
  readonly area?: string;
  readonly labels?: readonly string[];
  readonly aliases?: readonly string[];
  /** The whole list once somebody changed it; the empty place stands for the entity's own name. */
  readonly knownAs?: readonly (string | null)[];
  readonly category?: 'config' | 'diagnostic';
  readonly hidden?: true;
  readonly disabled?: 'user' | 'device';
  /** The id it came with, once it has another. */
  readonly origin?: string;
  /** What its integration knows it by; made up from its id when nothing is said. */
  readonly uniqueId?: string;
  /** Where it came from; its device's integration when nothing is said. */
  readonly platform?: string;
  /** Made in a file and so not in the registry. */
  readonly unregistered?: true;
  readonly state: string;
  readonly attributes?: Attributes;
}

/** `light.kitchen` is of domain `light`. */
export function domainOf(entityId: string): string {
  return entityId.slice(0, entityId.indexOf('.'));
}

/** `light.kitchen` is called `kitchen`. */
export function objectIdOf(entityId: string): string {
  return entityId.slice(entityId.indexOf('.') + 1);
}
