import { z } from 'zod';
import type { ServiceCall } from '../../home/commands.ts';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { defineTool, result } from '../tool.ts';
import { type NotifyTarget, requireTarget, SCREEN, targetsText } from './notify-targets.ts';

/** The bit of a notify entity that takes a title of its own. */
const TAKES_TITLE = 1;

/**
 * What the companion app of both systems understands as "now, even when the phone is quiet"; it
 * does not break through silence, which is for alarms.
 */
const IMPORTANT = {
  ttl: 0,
  priority: 'high',
  push: { 'interruption-level': 'time-sensitive' },
} as const;

const input = z.strictObject({
  message: z.string().trim().min(1).max(2_000),
  title: z.string().trim().min(1).max(120).optional(),
  target: z
    .string()
    .max(255)
    .optional()
    .describe(
      'Such as mobile_app_ada_phone, notify.tablet, person.ada or persistent_notification; leave out to be told what there is',
    ),
  important: z.boolean().optional().describe('Delivered at once, for phones only'),
});

const output = z.strictObject({
  target: z.string(),
  kind: z.enum(['phone', 'service', 'entity', 'screen']),
  important: z.boolean().describe('Whether it was marked so'),
});

export const sendNotification = defineTool({
  name: 'send_notification',
  title: 'Send a notification',
  description:
    "Sends a message to somebody's phone, another notification service, or the notifications in Home Assistant. Use it only when asked to notify somebody.",
  scope: HOME_CONTROL,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: true,
  },
  input,
  output,
  async run({ message, title, target: wanted, important = false }, { home }) {
    const { mirror } = home;
    if (wanted === undefined) {
      throw new ToolError(`Nothing was sent: name a target. ${targetsText(mirror)}`);
    }
    const target = requireTarget(mirror, wanted);
    const marked = important && target.kind === 'phone';
    const call = callFor(target, message, title, marked);
    const waitFor = target.kind === 'entity' ? [target.entity.id] : [];
    await home.callService(call, { waitFor });
    const name = nameOf(target);
    return result(
      { target: name, kind: target.kind, important: marked },
      [
        target.kind === 'screen'
          ? 'It is among the notifications in Home Assistant, for everybody who opens it.'
          : `Handed to ${name}; whether it arrived or was read is not known.`,
        ...(important && !marked ? ['Only phones can be told that it is important.'] : []),
      ].join('\n'),
    );
  },
});

function callFor(
  target: NotifyTarget,
  message: string,
  title: string | undefined,
  important: boolean,
): ServiceCall {
  const data = { message, ...(title !== undefined && { title }) };
  if (target.kind === 'screen') return { domain: SCREEN, service: 'create', data };
  if (target.kind === 'entity') {
    const { id, state } = target.entity;
    const takesTitle = (Number(state.attributes.supported_features ?? 0) & TAKES_TITLE) !== 0;
    return {
      domain: 'notify',
      service: 'send_message',
      data: takesTitle || title === undefined ? data : { message: `${title}\n${message}` },
      target: { entity_id: [id] },
    };
  }
  return {
    domain: 'notify',
    service: target.service,
    data: { ...data, ...(important && { data: IMPORTANT }) },
  };
}

function nameOf(target: NotifyTarget): string {
  if (target.kind === 'screen') return SCREEN;
  return target.kind === 'entity' ? target.entity.id : `notify.${target.service}`;
}
