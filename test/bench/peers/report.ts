import { GOALS, judgeMemory, type Memory, type PeerResult, type Verdict } from './results.ts';

const WORDS: Readonly<Record<Verdict, string>> = {
  met: 'met',
  noise: 'missed, within the noise of the run',
  missed: '**missed**',
};

/** How it was measured. */
export interface How {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** How many redeem codes. */
  readonly redeeming: number;
  /** Milliseconds of processor time of the bench itself for one request. */
  readonly benchCpuMs: number;
}

/** The whole report as Markdown. */
export function report(ours: Memory, peers: readonly PeerResult[], how: How): string {
  return [
    '# Latchkey beside its peers',
    `${how.rounds} rounds in turns, ${how.seconds} s and ${how.connections} connections each, ${how.redeeming} for redeeming codes. Medians; in brackets the least and the greatest ratio of a round. “a / b” is Latchkey / the peer. Absolute figures are those of this machine at that moment; the ratios and the processor time for a request travel.`,
    `The bench itself spent ${how.benchCpuMs.toFixed(2)} ms of processor time on each request. Where Latchkey needs no more than that, or the machine is busy with other things, throughput shows less of a lead than there is, and processor time shows it whole.`,
    `Goals: at least ${GOALS.throughput} × the throughput of each, at most ${GOALS.memory} × the idle memory of those in Python.`,
    '## Throughput',
    table(
      [
        'peer',
        'work',
        'a second',
        'Latchkey ÷ peer',
        'p50 ms',
        'p99 ms',
        'CPU ms a request',
        'CPU peer ÷ Latchkey',
        'answer, bytes',
        `at least ${GOALS.throughput} ×`,
      ],
      peers.flatMap(throughputRows),
    ),
    '## Memory',
    table(
      ['peer', 'idle MiB', 'after load MiB', 'Latchkey ÷ peer, idle', `at most ${GOALS.memory} ×`],
      peers.map((peer) => memoryRow(ours, peer)),
    ),
    '## How they were measured',
    peers.map(({ name, version, note }) => `- ${name} ${version}: ${note}.`).join('\n'),
    `${summary(ours, peers)}\n`,
  ].join('\n\n');
}

/** One sentence for each goal. */
export function summary(ours: Memory, peers: readonly PeerResult[]): string {
  const throughput = peers.flatMap(({ compared }) => compared.map(({ verdict }) => verdict));
  const memory = peers.flatMap((peer) =>
    peer.memory ? (judgeMemory(ours, peer.memory, peer.memoryJudged) ?? []) : [],
  );
  const missing = peers.filter((peer) => peer.missing !== undefined).map(({ name }) => name);
  return [
    `Throughput: ${count(throughput)}.`,
    `Memory: ${count(memory)}.`,
    ...(missing.length > 0 ? [`Missing: ${missing.join(', ')}.`] : []),
  ].join(' ');
}

/** Whether something was measured, and no goal was missed by more than the noise. */
export function holds(ours: Memory, peers: readonly PeerResult[]): boolean {
  const memory = peers.map((peer) =>
    peer.memory ? judgeMemory(ours, peer.memory, peer.memoryJudged) : undefined,
  );
  const throughput = peers.flatMap(({ compared }) => compared.map(({ verdict }) => verdict));
  return throughput.length > 0 && ![...memory, ...throughput].includes('missed');
}

function count(verdicts: readonly Verdict[]): string {
  const met = verdicts.filter((one) => one === 'met').length;
  const noise = verdicts.filter((one) => one === 'noise').length;
  const within = noise > 0 ? `, ${noise} more within the noise` : '';
  return `${met} of ${verdicts.length} met${within}`;
}

function throughputRows(peer: PeerResult): string[][] {
  const name = `${peer.name} ${peer.version}`;
  if (peer.missing !== undefined) return [[name, `missing: ${peer.missing}`]];
  const rows = peer.compared.map(({ work, ours, theirs, ratio, least, greatest, ...rest }) => [
    name,
    work,
    `${Math.round(ours.perSecond)} / ${Math.round(theirs.perSecond)}`,
    `${ratio.toFixed(2)} (${least.toFixed(2)} to ${greatest.toFixed(2)})`,
    `${ours.p50.toFixed(1)} / ${theirs.p50.toFixed(1)}`,
    `${ours.p99.toFixed(1)} / ${theirs.p99.toFixed(1)}`,
    `${ours.cpuMs.toFixed(2)} / ${theirs.cpuMs.toFixed(2)}`,
    rest.cpuRatio.toFixed(2),
    `${ours.bytes} / ${theirs.bytes}`,
    WORDS[rest.verdict],
  ]);
  return [...rows, ...peer.failed.map(({ work, reason }) => [name, work, `missing: ${reason}`])];
}

function memoryRow(ours: Memory, peer: PeerResult): string[] {
  const name = `${peer.name} ${peer.version}`;
  const { memory } = peer;
  if (memory === undefined) return [name, `missing: ${peer.missing ?? 'it was not measured'}`];
  const verdict = judgeMemory(ours, memory, peer.memoryJudged);
  return [
    name,
    `${ours.idle.toFixed(0)} / ${memory.idle.toFixed(0)}`,
    `${ours.after.toFixed(0)} / ${memory.after.toFixed(0)}`,
    (ours.idle / memory.idle).toFixed(2),
    verdict === undefined ? 'not judged' : WORDS[verdict],
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${head.map((_, column) => cell(cells[column] ?? '')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a peer complained of may hold anything. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 300);
}
