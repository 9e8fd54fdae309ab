import type { Commander } from '../../home/link.ts';

/** Home Assistant's name for its own assistant. */
export const ASSISTANT = 'conversation';

/** The ids of what it may see. Only administrators may ask. */
export async function exposedEntities(home: Commander): Promise<ReadonlySet<string>> {
  const { exposed_entities: exposed } = await home.command<{
    exposed_entities: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  }>({ type: 'homeassistant/expose_entity/list' });
  return new Set(Object.keys(exposed).filter((id) => exposed[id]?.[ASSISTANT] === true));
}

/** Shows entities to it, or hides them from it. */
export async function expose(
  home: Commander,
  ids: readonly string[],
  exposed: boolean,
): Promise<void> {
  await home.command({
    type: 'homeassistant/expose_entity',
    assistants: [ASSISTANT],
    entity_ids: ids,
    should_expose: exposed,
  });
}
