import { type Command, command } from '../websocket/command.ts';

export const DIAGNOSTICS_COMMANDS: readonly Command[] = [
  command('repairs/list_issues', {}, (_, { house }) => ({ issues: house.diagnostics.issues() })),

  command('system_log/list', {}, (_, { house }) => house.diagnostics.log(), 'administrators'),
];
