import { fixedHexId } from '../ids.ts';
import { DEVICES, type Device } from './devices.ts';

/** A device with what people changed about it. */
export interface OwnedDevice extends Device {
  readonly key: string;
  readonly nameByUser?: string | null | undefined;
  readonly disabled?: boolean | undefined;
}

/** What an administrator may change about a device. */
export interface DeviceChanges {
  readonly nameByUser?: string | null;
  readonly area?: string | undefined;
  readonly labels?: readonly string[];
  readonly disabled?: boolean;
}

/** The id a device has in the registry, from its short key. */
export function deviceId(key: string): string {
  return fixedHexId('device', key);
}

/** The devices of one home, by their short keys. */
export class DeviceRegistry {
  readonly #devices = new Map<string, OwnedDevice>(
    Object.entries(DEVICES).map(([key, device]) => [key, { ...device, key }]),
  );

  all(): readonly OwnedDevice[] {
    return [...this.#devices.values()];
  }

  get(key: string): OwnedDevice | undefined {
    return this.#devices.get(key);
  }

  byId(id: string): OwnedDevice | undefined {
    return this.all().find(({ key }) => deviceId(key) === id);
  }

  update(device: OwnedDevice, changes: DeviceChanges): OwnedDevice {
    const { area: _old, ...rest } = device;
    const area = 'area' in changes ? changes.area : device.area;
    const { area: _asked, ...others } = changes;
    const fresh: OwnedDevice = { ...rest, ...others, ...(area === undefined ? {} : { area }) };
    this.#devices.set(device.key, fresh);
    return fresh;
  }
}
