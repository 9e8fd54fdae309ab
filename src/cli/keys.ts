import type { KeysInUse } from '../keys/keyring.ts';
import { minutes } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey keys [--json]
       latchkey keys rotate signing|encryption [--json]

Without more it shows Latchkey's own keys: since when each is in use, and until when a former one is
still accepted. No key itself is ever shown.

  rotate signing     signs with a new key; what the old one signed stays good until it expires
  rotate encryption  locks up every secret anew with a new key, and throws the former one away
  --json             one JSON document instead of text
  --data-dir DIR     the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey keys
  latchkey keys rotate signing
Next: make a backup after a rotation; keyring.json and latchkey.db belong together.`;

/** `latchkey keys`: Latchkey's own keys, and changing them. */
export const keys: ControlledCommand = {
  usage: USAGE,
  flags: [],
  async run(call) {
    const [action, which, ...others] = call.words;
    if (action === undefined) {
      return show(call, await call.ask<KeysInUse>({ method: 'GET', path: '/keys' }));
    }
    if (action !== 'rotate' || others.length > 0) throw new Misuse('keys can only rotate one.');
    if (which !== 'signing' && which !== 'encryption') {
      throw new Misuse('Say which: latchkey keys rotate signing|encryption');
    }
    const path = `/keys/${which}/rotate`;
    const answer = await call.ask<KeysInUse & { unreadable?: number }>({ method: 'POST', path });
    const { unreadable = 0 } = answer;
    if (unreadable > 0 && !call.json) {
      call.shell.complain(`${unreadable} secrets could not be read before, and still cannot.`);
    }
    return show(call, answer);
  },
};

function show({ json, shell }: Call, answer: KeysInUse): number {
  if (json) {
    shell.print(JSON.stringify(answer, null, 2));
    return EXIT.done;
  }
  const { signing, encryption } = answer;
  const said = (one: KeysInUse['signing'] | KeysInUse['encryption']) =>
    one.by === 'configuration' ? `set by ${one.setting}` : `in use since ${minutes(one.since)}`;
  shell.print(`signing     ${said(signing)}`);
  for (const until of signing.by === 'latchkey' ? signing.formerUntil : []) {
    shell.print(`            a former one is accepted until ${minutes(until)}`);
  }
  shell.print(`encryption  ${said(encryption)}`);
  return EXIT.done;
}
