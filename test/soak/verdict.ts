import type { Measured } from '../faults/latchkey-process.ts';

const MEGABYTE = 1_024 * 1_024;
/** Memory is flat within this share, or within so many bytes: noise is no leak. */
const SHARE = 0.05;
const SLACK = 4 * MEGABYTE;
/** Sockets and timers of the requests under way, which differ from one moment to the next. */
const UNDER_WAY = 12;

/** What was measured in a soak, in a sentence, and whether it held. */
export interface Line {
  readonly held: boolean;
  readonly text: string;
}

/** What the second quarter and the last have in common, kind by kind. */
export function judge(samples: readonly Measured[]): readonly Line[] {
  const early = quarter(samples, 1);
  const late = quarter(samples, 3);
  const used = [early, late].map((part) => median(part.map((one) => one.used)));
  const [before = 0, after = 0] = used;
  const kinds = [...new Set(samples.flatMap(({ resources }) => Object.keys(resources)))].sort();
  const last = samples.at(-1);
  return [
    line(
      after <= Math.max(before * (1 + SHARE), before + SLACK),
      `memory in use after collecting garbage: ${inMegabytes(before)} in the second quarter, ${inMegabytes(after)} in the last`,
    ),
    ...kinds.map((kind) => {
      const [first = 0, then = 0] = [early, late].map((part) =>
        median(part.map(({ resources }) => resources[kind] ?? 0)),
      );
      return line(then <= first + UNDER_WAY, `${kind}: ${first}, then ${then}`);
    }),
    line(
      median(late.map((one) => one.listeners)) <= median(early.map((one) => one.listeners)),
      `listeners of the process: ${last?.listeners}`,
    ),
    line(
      last?.unhandled.length === 0,
      `unhandled rejections: ${last?.unhandled.join('; ') || 'none'}`,
    ),
    line(last?.warnings.length === 0, `warnings of node: ${last?.warnings.join('; ') || 'none'}`),
  ];
}

function quarter(samples: readonly Measured[], which: number): readonly Measured[] {
  const from = Math.floor((samples.length * which) / 4);
  return samples.slice(from, Math.max(from + 1, Math.floor((samples.length * (which + 1)) / 4)));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function line(held: boolean, text: string): Line {
  return { held, text };
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
