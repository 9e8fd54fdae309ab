import { isHomeCommandError } from '../../home/errors.ts';
import type { Commander } from '../../home/link.ts';

/** What Home Assistant says about services and their fields, in English. */
export interface ServiceWords {
  /** Of a service, such as `light.turn_on`. */
  service(id: string): string | undefined;
  /** Of a field of a service. */
  field(id: string, field: string): string | undefined;
}

/**
 * Asks for the texts of one domain's services, or of all. They are not mirrored, because they are
 * far longer than all else about services. A home that has none leaves the services without words.
 */
export async function serviceWords(
  home: Commander,
  domain: string | undefined,
): Promise<ServiceWords> {
  const texts = await resources(home, domain);
  const text = (key: string): string | undefined => {
    const found = texts[key];
    return typeof found === 'string' ? found : undefined;
  };
  const path = (id: string) => `component.${id.replace('.', '.services.')}`;
  return {
    service: (id) => text(`${path(id)}.description`) ?? text(`${path(id)}.name`),
    field: (id, field) =>
      text(`${path(id)}.fields.${field}.description`) ?? text(`${path(id)}.fields.${field}.name`),
  };
}

async function resources(
  home: Commander,
  domain: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const answer = await home.command<{ resources?: Record<string, unknown> } | null>({
      type: 'frontend/get_translations',
      language: 'en',
      category: 'services',
      ...(domain !== undefined && { integration: [domain] }),
    });
    return answer?.resources ?? {};
  } catch (thrown) {
    if (isHomeCommandError(thrown)) return {};
    throw thrown;
  }
}
