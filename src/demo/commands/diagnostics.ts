import { ISSUE_WORDS } from '../diagnostics.ts';
import { invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import { type Command, command } from '../websocket/command.ts';

const TRACED = ['automation', 'script'];

export const DIAGNOSTICS_COMMANDS: readonly Command[] = [
  command('repairs/list_issues', {}, (_, { house }) => ({ issues: house.diagnostics.issues() })),

  command('system_log/list', {}, (_, { house }) => house.diagnostics.log(), 'administrators'),

  command(
    'trace/list',
    { domain: 'string', item_id: 'string?' },
    ({ domain, item_id: item }, { house }) => {
      if (!TRACED.includes(domain)) {
        throw invalidFormat(
          `value must be one of ${pythonValue(TRACED)} at 'domain'. Got ${pythonValue(domain)}`,
        );
      }
      return house.diagnostics
        .traces()
        .filter((run) => run.domain === domain && (item === undefined || run.item_id === item));
    },
    'administrators',
  ),

  command(
    'frontend/get_translations',
    { language: 'string', category: 'string', integration: 'strings?', config_flow: 'boolean?' },
    ({ category, integration }) => {
      const wanted = Object.entries(ISSUE_WORDS).filter(
        ([key]) =>
          category === 'issues' && (integration?.includes(key.split('.')[1] ?? '') ?? true),
      );
      return { resources: Object.fromEntries(wanted) };
    },
  ),
];
