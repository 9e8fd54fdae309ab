import type { KeptMachine, MadeIssuer } from '../contract.ts';
import { integer, list, optionalInteger, optionalText, type Row, text, word } from './row.ts';

const KINDS: readonly KeptMachine['kind'][] = ['key', 'client', 'issuer'];

type IssuerDetails = Omit<MadeIssuer, 'kind' | 'id' | 'name' | 'scope' | 'actAs' | 'createdAt'>;

/** A row of `machines` as its callers see it. */
export function asMachine(row: Row): KeptMachine {
  const made = {
    id: text(row, 'id'),
    name: text(row, 'name'),
    scope: list(row, 'scope'),
    ...optionalText(row, 'act_as', 'actAs'),
    createdAt: integer(row, 'created_at'),
  };
  const kind = word(row, 'kind', KINDS);
  if (kind === 'client') return { kind, ...made };
  if (kind === 'issuer') {
    return { kind, ...made, ...(JSON.parse(text(row, 'details')) as IssuerDetails) };
  }
  return {
    kind,
    ...made,
    hash: text(row, 'hash'),
    ...optionalText(row, 'previous_hash', 'previousHash'),
    ...optionalInteger(row, 'previous_ends_at', 'previousEndsAt'),
  };
}

export function detailsOf(machine: KeptMachine): IssuerDetails | Record<string, never> {
  if (machine.kind !== 'issuer') return {};
  const { issuer, audience, algorithms, scopeMap, privateAddress } = machine;
  return { issuer, audience, algorithms, scopeMap, privateAddress };
}
