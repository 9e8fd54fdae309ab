import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the image has the companion. */
const SHIPPED = '/usr/share/latchkey/custom_components/latchkey';

// As the bundle, all of Latchkey is JavaScript, which has the views beside it; in a checkout its folder
// is `dist`.
const bundled = !import.meta.filename.endsWith('.ts');
const checkout = join(import.meta.dirname, bundled ? '..' : '../..');

/** The templates, stylesheets and scripts of our pages. */
export const VIEWS = join(import.meta.dirname, bundled ? 'views' : '../views');

/** The companion that we ship, to be copied into a Home Assistant. */
export const SHIPPED_COMPANION = existsSync(SHIPPED) ? SHIPPED : join(checkout, 'rootfs', SHIPPED);

/** Where a checkout keeps what it has to keep; the image names its own folder. */
export const CHECKOUT_DATA = join(checkout, '.data');
