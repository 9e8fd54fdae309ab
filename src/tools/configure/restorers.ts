import type { Restore } from '../archive.ts';
import { restoreRoutine } from '../routines/restore-routine.ts';
import { restoreDevice } from './restore-device.ts';
import { restoreEntity } from './restore-entity.ts';
import { restoreExposure } from './restore-exposure.ts';
import { restoreHelper } from './restore-helper.ts';
import { restorePlace } from './restore-place.ts';

/** How each kind of thing in the archive is put back in place. */
export const RESTORERS: Readonly<Record<string, Restore>> = {
  automation: restoreRoutine('automation'),
  script: restoreRoutine('script'),
  scene: restoreRoutine('scene'),
  area: restorePlace('area'),
  floor: restorePlace('floor'),
  label: restorePlace('label'),
  entity: restoreEntity,
  device: restoreDevice,
  helper: restoreHelper,
  exposure: restoreExposure,
};
