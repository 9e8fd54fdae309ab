import { SERVICE_TEXTS, type ServiceText } from '../behaviour/words.ts';
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

export const TRANSLATION_COMMANDS: readonly Command[] = [
  command(
    'frontend/get_translations',
    { language: 'string', category: 'string', integration: 'strings?', config_flow: 'boolean?' },
    ({ category, integration }) => ({
      resources: Object.fromEntries(
        Object.entries(category === 'services' ? SERVICE_TEXTS : {})
          .filter(([id]) => integration?.some((one) => id.startsWith(`${one}.`)) ?? true)
          .flatMap(([id, text]) => resources(id, text)),
      ),
    }),
  ),
];
