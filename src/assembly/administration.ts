import { MadeMachines } from '../access/made/made-machines.ts';
import type { Config } from '../config/config.ts';
import type { SettingsFile } from '../config/settings-file.ts';
import { Addresses } from '../control/addresses.ts';
import { GrantOperations } from '../control/grant-operations.ts';
import { HomeClients } from '../control/home-clients.ts';
import { KeyOperations } from '../control/key-operations.ts';
import { MachineOperations } from '../control/machine-operations.ts';
import { noteChanges } from '../control/note-change.ts';
import { Operations } from '../control/operations.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { Servers } from '../control/servers.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import type { DebugLog } from '../debug/debug-log.ts';
import type { Doctor } from '../doctor/create-doctor.ts';
import type { Timeline } from '../doctor/timeline/timeline.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import type { Vault } from '../people/vault.ts';
import type { Store } from '../store/contract.ts';
import type { openGateway } from '../upstreams/open-gateway.ts';
import { supportedNow } from '../upstreams/supported-now.ts';

/** What administrators' changes are made to. */
export interface AdministrationDependencies {
  readonly config: Config;
  readonly doors: FrontDoors;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly house: Awaited<ReturnType<typeof openGateway>>;
  readonly settingsFile: SettingsFile;
  readonly doctor: Doctor;
  readonly debug: DebugLog;
  readonly timeline: Timeline;
  /** Told when other addresses were chosen. */
  readonly onAddresses: () => void;
  readonly clock: Clock;
  readonly random: Random;
}

/** Everything that administrators can do, for the command line and the settings alike. */
export function administration({
  config,
  doors,
  store,
  keyring,
  vault,
  house,
  settingsFile: file,
  doctor,
  debug,
  timeline,
  onAddresses: onChange,
  clock,
  random,
}: AdministrationDependencies) {
  const { gateway, secrets } = house;
  const { mode } = config;
  const note = noteChanges({ store, clock });
  const grants = new GrantOperations({ store, clock });
  const supported = () => supportedNow(config, gateway);
  const made = new MadeMachines({ store, config, supported, clock, random });
  return {
    operations: new Operations({
      gateway,
      note,
      faults: () => house.written().faults,
      secrets,
      debug,
      timeline,
      signInAddress: async (name) => {
        const link = gateway.signInLink(name);
        if (!link.ok) throw new ControlRefusal('sign_in_unavailable', link.error);
        return link.value;
      },
      doctor,
    }),
    grants,
    made,
    supported,
    machines: new MachineOperations({
      made,
      store,
      clock,
      resource: () => doors.canonical.resource,
    }),
    keys: new KeyOperations({
      keyring,
      sealed: async () => [
        ...(await vault.sealed()),
        ...(await house.records.sealed()),
        ...secrets.sealed(),
      ],
    }),
    servers: new Servers({ ...house, store, note, clock }),
    addresses: new Addresses({ doors, file, mode, store, grants, note, onChange }),
    homeClients: new HomeClients({ store, file, note, clock, random }),
  };
}
