import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, report, summary } from './report.ts';
import { compareTurns, judgeMemory, type PeerResult, type Turned } from './results.ts';

const turned = (perSecond: number, more: Partial<Turned> = {}): Turned => ({
  perSecond,
  took: [1, 2, 3],
  cpuMs: 6,
  benchCpuMs: 1,
  bytes: 100,
  ...more,
});

const rounds = (...perSecond: number[]) => perSecond.map((each) => turned(each));

const peer = (more: Partial<PeerResult> = {}): PeerResult => ({
  name: 'some peer',
  version: '1.2.3',
  note: 'it is one of the tests',
  memoryJudged: true,
  memory: { idle: 100, after: 120 },
  compared: [],
  failed: [],
  ...more,
});

const OURS = { idle: 50, after: 60 };
const HOW = { rounds: 3, seconds: 2, connections: 10, redeeming: 100, benchCpuMs: 0.1 };

test('a ratio is the median of those of the rounds, not the ratio of two medians', () => {
  const compared = compareTurns('refresh', rounds(400, 90, 3_000), rounds(100, 30, 500));
  assert.deepEqual(
    [compared.ratio, compared.least, compared.greatest, compared.verdict],
    [4, 3, 6, 'met'],
  );
  assert.deepEqual([compared.ours.perSecond, compared.theirs.perSecond], [400, 100]);
});

test('processor time is that of all rounds for all their answers', () => {
  const ours = [turned(1, { cpuMs: 3, took: [1, 1, 1] }), turned(1, { cpuMs: 9, took: [1] })];
  const theirs = [turned(1, { cpuMs: 60, took: [1, 1] }), turned(1, { cpuMs: 60, took: [1, 1] })];
  const compared = compareTurns('refresh', ours, theirs);
  assert.deepEqual([compared.ours.cpuMs, compared.theirs.cpuMs, compared.cpuRatio], [3, 30, 10]);
});

test('a goal is missed only by more than the rounds disagree', () => {
  const verdict = (...ratios: number[]) =>
    compareTurns('refresh', rounds(...ratios), rounds(1, 1, 1)).verdict;
  assert.equal(verdict(3, 3, 3), 'met');
  assert.equal(verdict(2.9, 2.5, 2.95), 'noise');
  assert.equal(verdict(2.9, 2.9, 2.95), 'missed');
});

test('memory is judged by what is idle, and only where it is comparable', () => {
  assert.equal(judgeMemory(OURS, { idle: 100, after: 1 }, true), 'met');
  assert.equal(judgeMemory(OURS, { idle: 99, after: 999 }, true), 'missed');
  assert.equal(judgeMemory(OURS, { idle: 1, after: 1 }, false), undefined);
});

test('a peer that could not be had, or a work that failed, is named with its reason', () => {
  const gone: PeerResult = {
    name: 'gone',
    version: '9',
    note: 'it is not there',
    memoryJudged: true,
    missing: 'no registry\nanswered | at all',
    compared: [],
    failed: [],
  };
  const half = peer({ failed: [{ work: 'tools/list', reason: 'it answered 500' }] });
  const text = report(OURS, [gone, half], HOW);
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const named = (what: string) => rows.filter((row) => row.includes(what));
  assert.equal(named('| gone 9 | missing: no registry answered \\| at all |').length, 2, text);
  assert.equal(named('| some peer 1.2.3 | tools/list | missing: it answered 500 |').length, 1);
  assert.match(summary(OURS, [gone, half]), /Missing: gone\./);
  const met = peer({ compared: [compareTurns('refresh', rounds(3), rounds(1))] });
  assert.ok(holds(OURS, [gone, half, met]), 'what is missing is named and is no failure');
  assert.equal(holds(OURS, [gone]), false, 'nothing was measured');
});

test('the report says of each work what both did, and whether the goal was met', () => {
  const compared = [
    compareTurns('refresh', rounds(400, 400, 400), rounds(100, 100, 100)),
    compareTurns('tools/list', rounds(100, 100, 100), rounds(100, 100, 100)),
  ];
  const text = report(OURS, [peer({ compared })], HOW);
  assert.match(
    text,
    /\| some peer 1\.2\.3 \| refresh \| 400 \/ 100 \| 4\.00 \(4\.00 to 4\.00\) \|.*\| met \|/,
  );
  assert.match(
    text,
    /\| tools\/list \| 100 \/ 100 \| 1\.00 \(1\.00 to 1\.00\) \|.*\| \*\*missed\*\* \|/,
  );
  assert.match(text, /\| some peer 1\.2\.3 \| 50 \/ 100 \| 60 \/ 120 \| 0\.50 \| met \|/);
  assert.match(text, /Throughput: 1 of 2 met\. Memory: 1 of 1 met\./);
  assert.equal(holds(OURS, [peer({ compared })]), false);
  assert.ok(holds(OURS, [peer({ compared: compared.slice(0, 1) })]));
  assert.equal(holds({ idle: 51, after: 51 }, [peer({ compared: compared.slice(0, 1) })]), false);
});

test('every row of a table has as many cells as its head', () => {
  const compared = [compareTurns('refresh', rounds(1, 2, 3), rounds(3, 2, 1))];
  const half = peer({ compared, failed: [{ work: 'tools/list', reason: 'no' }] });
  for (const table of report(OURS, [half], HOW).split('\n\n')) {
    const rows = table.split('\n').filter((line) => line.startsWith('|'));
    const widths = new Set(rows.map((row) => row.split(/(?<!\\)\|/).length));
    assert.ok(widths.size <= 1, table);
  }
});
