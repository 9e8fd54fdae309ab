import { parseTemplate, TemplateError } from '../templates/parse.ts';
import { type Rendering, renderParts } from '../templates/render.ts';
import { type Call, type Command, command } from '../websocket/command.ts';

/** Renders, or tells what is wrong, in the order and the words of Home Assistant. */
function rendering(template: string, call: Call): Rendering | undefined {
  try {
    return renderParts(parseTemplate(template), call.house.states);
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    // What is undefined is told of where it stands, and once more as the error it becomes.
    const reason = /^UndefinedError: (.*)$/.exec(thrown.message)?.[1];
    if (reason !== undefined) call.sendEvent({ error: reason, level: 'ERROR' });
    call.sendEvent({ error: thrown.message, level: 'ERROR' });
    return undefined;
  }
}

function warn(call: Call, { undefined: names }: Rendering): void {
  for (const name of names) call.sendEvent({ error: `'${name}' is undefined`, level: 'WARNING' });
}

function send(template: string, call: Call): Rendering | undefined {
  const rendered = rendering(template, call);
  if (rendered === undefined) return undefined;
  warn(call, rendered);
  const { result, entities } = rendered;
  call.sendEvent({ result, listeners: { all: false, entities, domains: [], time: false } });
  return rendered;
}

export const TEMPLATE_COMMANDS: readonly Command[] = [
  command(
    'render_template',
    {
      template: 'string',
      variables: 'object?',
      entity_ids: 'any?',
      timeout: 'number?',
      strict: 'boolean?',
      report_errors: 'boolean?',
    },
    ({ template }, call) => {
      // Home Assistant tries it first, and says what is wrong before it accepts.
      const tried = rendering(template, call);
      if (tried !== undefined) warn(call, tried);
      call.subscriptions.set(
        call.id,
        call.house.states.changes.add(({ entityId }) => {
          if (tried?.entities.includes(entityId) === true) send(template, call);
        }),
      );
      call.reply(null);
      send(template, call);
    },
  ),
];
