/** By names, which a bundle that loads this when metrics are asked for can give (`scripts/bundle.ts`). */
export { collectDefaultMetrics, Registry } from 'prom-client';
