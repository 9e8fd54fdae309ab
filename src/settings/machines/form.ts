import { z } from 'zod';
import type { PersonToActAs } from '../../access/made/people-to-act-as.ts';
import { ALGORITHMS } from '../../config/trusted-issuers.ts';
import {
  covers,
  ENERGY_READ,
  HOME_CONTROL,
  type Permission,
  upstreamsIn,
} from '../../policy/scopes.ts';
import type { KeptMachine } from '../../store/contract.ts';
import type { Words } from '../../words/words.ts';

/** As whom a machine acts that acts as nobody in particular. */
const HOUSE = 'house';

const several = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat()),
  z.array(z.string().max(200)).max(200),
);
const ticked = z.preprocess((sent) => sent === 'yes', z.boolean());

/** What every form for a machine brings back. */
export const machineForm = z.object({
  name: z.string().max(500),
  permission: z.enum(['look', 'control', 'configure']),
  energy: ticked,
  servers: several,
  actAs: z.string().max(500).default(''),
});

/** What the form for a sign-in service brings back besides. */
export const issuerForm = machineForm.extend({
  issuer: z.string().max(2_000),
  audience: z.string().max(20_000),
  algorithms: several,
  scopeMap: z.string().max(20_000).default(''),
  privateAddress: ticked,
});

export type MachineFields = z.infer<typeof machineForm> & Partial<z.infer<typeof issuerForm>>;

/** As whom a machine shall act, by what was chosen; an empty text is nobody's. */
export function actAsIn({ actAs }: Pick<MachineFields, 'actAs'>): string | undefined {
  return actAs === HOUSE ? undefined : actAs;
}

/** What can be chosen on a form, and what was. */
export function formModel(
  kind: KeptMachine['kind'],
  there: {
    readonly people: readonly PersonToActAs[];
    readonly houseAccount: boolean;
    readonly supported: readonly string[];
  },
  words: Words,
  sent?: MachineFields,
) {
  const { machines } = words;
  const { people, houseAccount, supported } = there;
  const homes = new Set(people.map(({ home }) => home));
  const accounts = [
    ...(houseAccount ? [{ value: HOUSE, label: machines.house, administrator: false }] : []),
    ...people.map(({ actAs: value, name, home, administrator }) => {
      const person = homes.size > 1 ? machines.form.personOf(name, home) : name;
      const label = administrator ? machines.form.administrator(person) : person;
      return { value, label, administrator };
    }),
  ];
  const permissions: readonly Permission[] = [
    'look',
    ...(covers(supported, [HOME_CONTROL]) ? (['control'] as const) : []),
    ...(kind !== 'issuer' && supported.includes('home:configure') && hasAdministrator(people)
      ? (['configure'] as const)
      : []),
  ];
  return {
    kind,
    name: sent?.name ?? '',
    permissions: permissions.map((value) => ({
      value,
      ...machines.form.choice[value],
      chosen: value === (sent?.permission ?? 'look'),
    })),
    energy: { offered: supported.includes(ENERGY_READ), chosen: sent?.energy === true },
    servers: upstreamsIn(supported).map((name) => ({
      name,
      chosen: sent?.servers.includes(name) === true,
    })),
    accounts: accounts.map((one) => ({ ...one, chosen: one.value === sent?.actAs })),
    issuer: sent?.issuer ?? '',
    audience: sent?.audience ?? '',
    privateAddress: sent?.privateAddress === true,
    algorithms: ALGORITHMS.map((name) => ({
      name,
      chosen: sent?.algorithms?.includes(name) ?? true,
    })),
    scopeMap: sent?.scopeMap ?? '',
  };
}

function hasAdministrator(people: readonly PersonToActAs[]): boolean {
  return people.some(({ administrator }) => administrator);
}
