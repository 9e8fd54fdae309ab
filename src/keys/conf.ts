/** By a name, so that the bundle can load it when something is written (`scripts/late.ts`). */
export { default as Conf } from 'conf';
