import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompanionPlace } from '../../src/companion/folder.ts';
import type { Ending } from './lastly.ts';
import { tempDir } from './temp.ts';

/** The companion that we ship. */
export const SHIPPED = join(
  import.meta.dirname,
  '../../rootfs/usr/share/latchkey/custom_components/latchkey',
);

/** A Home Assistant's configuration folder without a companion, and the one that we ship. */
export function configurationFolder(t: Ending): CompanionPlace & { readonly there: string } {
  const config = tempDir(t);
  writeFileSync(join(config, 'configuration.yaml'), '');
  return { config, shipped: SHIPPED, there: join(config, 'custom_components', 'latchkey') };
}
