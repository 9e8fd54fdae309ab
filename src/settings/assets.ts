import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { VIEWS } from '../core/places.ts';
import { BASE_STYLES, THEMES } from '../views/styles.ts';

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

/** The files that pages load, each under a name that changes with its content. */
function readAssets() {
  const read = (type: keyof typeof TYPES, before = '') => {
    const text = before + readFileSync(join(VIEWS, 'settings', `settings.${type}`), 'utf8');
    const name = `settings-${hash('sha256', text, 'hex').slice(0, 12)}.${type}`;
    return { name, text, type: TYPES[type] };
  };
  const css = read('css', BASE_STYLES + THEMES);
  const js = read('js');
  return { names: { css: `assets/${css.name}`, js: `assets/${js.name}` }, files: [css, js] };
}

export const ASSETS = readAssets();

/** Stylesheet and script, for whoever ingress lets through: there is nothing of the house in them. */
export function assetRoutes(app: FastifyInstance): void {
  for (const { name, text, type } of ASSETS.files) {
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply
        .header('Content-Type', type)
        .header('Cache-Control', 'private, max-age=31536000, immutable')
        .header('X-Content-Type-Options', 'nosniff')
        .send(text),
    );
  }
}
