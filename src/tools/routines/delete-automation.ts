import { z } from 'zod';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { entityId } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import {
  hashOfConfig,
  inTurn,
  removeRoutine,
  requireAdministrator,
  requireRoutine,
  requireSeen,
} from './routine.ts';
import { changeAndLose } from './routine-loading.ts';

const input = z.strictObject({
  entity_id: entityId.describe('Such as automation.morning'),
  expected_hash: hashOfConfig.describe('Its hash when you read it'),
});

const output = z.strictObject({
  deleted: z.string(),
  version: z.string().describe('For restore_version'),
  gone: z.boolean().describe('False when Home Assistant still had it loaded'),
});

export const deleteAutomation = defineTool({
  name: 'delete_automation',
  title: 'Delete an automation, script or scene',
  description:
    'Deletes an automation, script or scene. It is kept, and restore_version brings it back. To only stop an automation, call automation.turn_off.',
  scope: HOME_CONFIGURE,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, archive }) {
    requireAdministrator(home);
    const routine = await requireRoutine(home, asked.entity_id);
    const { kind, id, entity } = routine;
    return inTurn(kind, id, async () => {
      const current = await requireSeen(home, routine, asked.expected_hash);
      const version = await archive.keep(kind, id, current);
      const gone = await changeAndLose(home, entity.id, () => removeRoutine(home, kind, id));
      return result(
        { deleted: entity.id, version, gone },
        `Deleted ${entity.id}. To bring it back, call restore_version with version ${version}.${
          gone ? '' : ' Home Assistant still shows it.'
        }`,
      );
    });
  },
});
