import type { Loose } from './face.ts';

/**
 * What is wrong with a translation of the app: a key that nothing has, one that is missing, an empty
 * text, and a sentence that is still the English one (`english` is absent for English itself).
 */
export function translationProblems(
  manifest: Loose,
  translation: Loose,
  english?: Loose,
): string[] {
  const wanted = [
    ...Object.keys((manifest.schema ?? {}) as Loose).flatMap((option) => [
      `configuration.${option}.name`,
      `configuration.${option}.description`,
    ]),
    ...Object.keys((manifest.ports ?? {}) as Loose).map((port) => `network.${port}`),
  ];
  const texts = textsIn(translation);
  const originals = english === undefined ? new Map<string, unknown>() : textsIn(english);
  const problems = wanted.filter((key) => !texts.has(key)).map((key) => `${key} is missing`);
  for (const [key, text] of texts) {
    if (!wanted.includes(key)) problems.push(`${key} belongs to nothing`);
    if (typeof text !== 'string' || text.trim() === '') problems.push(`${key} is empty`);
    else if (text.includes(' ') && text === originals.get(key)) problems.push(`${key} is English`);
  }
  return problems;
}

/** Every text by the path of its keys; what is no object is taken for a text. */
function textsIn(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([key, one]) => [
      ...textsIn(one, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
