import type { FrontDoor } from './front-doors.ts';

/**
 * A JSON document about a door, written once: it is made anew only when what can be granted changes,
 * which `supported` says by being another array, or when the door is another.
 */
export function doorDocument(
  make: (door: FrontDoor, supported: readonly string[]) => Record<string, unknown>,
): (door: FrontDoor, supported: readonly string[]) => string {
  const written = new WeakMap<readonly string[], WeakMap<FrontDoor, string>>();
  return (door, supported) => {
    const ofDoors = written.get(supported) ?? new WeakMap<FrontDoor, string>();
    written.set(supported, ofDoors);
    const text = ofDoors.get(door) ?? JSON.stringify(make(door, supported));
    ofDoors.set(door, text);
    return text;
  };
}
