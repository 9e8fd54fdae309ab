import { SERVICE_TEXTS, type ServiceText } from '../behaviour/words.ts';
import { ISSUE_WORDS } from '../diagnostics.ts';
import { type Command, command } from '../websocket/command.ts';

function resources(id: string, { name, description, fields = {} }: ServiceText) {
  const path = `component.${id.replace('.', '.services.')}`;
  return [
    [`${path}.name`, name],
    [`${path}.description`, description],
    ...Object.entries(fields).flatMap(([field, text]) => [
      [`${path}.fields.${field}.name`, text.name],
      [`${path}.fields.${field}.description`, text.description],
    ]),
  ];
}

const SERVICE_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SERVICE_TEXTS).flatMap(([id, text]) => resources(id, text)),
);

const WORDS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['services', SERVICE_WORDS],
  ['issues', ISSUE_WORDS],
]);

export const TRANSLATION_COMMANDS: readonly Command[] = [
  command(
    'frontend/get_translations',
    { language: 'string', category: 'string', integration: 'strings?', config_flow: 'boolean?' },
    ({ category, integration }) => {
      const wanted = Object.entries(WORDS.get(category) ?? {}).filter(
        ([key]) => integration?.includes(key.split('.')[1] ?? '') ?? true,
      );
      return { resources: Object.fromEntries(wanted) };
    },
  ),
];
