import { z } from 'zod';
import { HOME_READ } from '../../policy/scopes.ts';
import { defineTool, result } from '../tool.ts';
import { entityFindings } from './entity-findings.ts';
import { type Finding, firstOf, KINDS, ranked, SEVERITIES } from './findings.ts';
import { homeFindings } from './home-findings.ts';

const MOST_FINDINGS = 40;
const MOST_OF_A_KIND = 10;
const MOST_OF_THE_KIND = 60;
const MOST_IDS = 8;

const input = z.strictObject({
  kind: z.enum(KINDS).optional().describe('Only this kind, up to 60'),
});

const output = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        severity: z.enum(SEVERITIES),
        kind: z.enum(KINDS),
        title: z.string(),
        fix: z.string(),
        entities: z.int().optional(),
        entity_ids: z.array(z.string()).optional(),
      }),
    )
    .describe('Worst first'),
  counts: z.record(z.string(), z.int()).describe('Findings by kind'),
  left_out: z.int().describe('Ask for their kind to see them'),
  not_checked: z.array(z.string()),
});

export const checkHome = defineTool({
  name: 'check_home',
  title: 'Check the home',
  description:
    'What needs attention, worst first, each with a fix: alarms, repairs, broken integrations and automations, silent devices, empty batteries, updates, backups, log errors. For how things stand use home_overview.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run({ kind }, { home, now }) {
    const { administrator } = home.user;
    const beyond = await homeFindings(home, { now, administrator, only: kind });
    const all = ranked([...entityFindings(home.mirror), ...beyond.findings]).filter(
      (finding) => kind === undefined || finding.kind === kind,
    );
    const shown =
      kind === undefined
        ? firstOf(all, MOST_FINDINGS, MOST_OF_A_KIND)
        : all.slice(0, MOST_OF_THE_KIND);
    const report = {
      findings: shown.map(listed),
      counts: countKinds(all),
      left_out: all.length - shown.length,
      not_checked: [...beyond.notChecked],
    };
    return result(report, reportText(report));
  },
});

type Report = z.output<typeof output>;

function listed({ severity, kind, title, fix, entityIds }: Finding): Report['findings'][number] {
  if (entityIds === undefined) return { severity, kind, title, fix };
  const ids = entityIds.slice(0, MOST_IDS);
  return { severity, kind, title, fix, entities: entityIds.length, entity_ids: ids };
}

function countKinds(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function reportText({ findings, left_out: leftOut, counts, not_checked: notChecked }: Report) {
  const sums = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return [
    findings.length === 0 ? 'Nothing needs attention.' : `Found: ${sums.join(', ')}.`,
    ...findings.map(line),
    ...(leftOut > 0 ? [`${leftOut} more; ask for one kind to see them.`] : []),
    ...(notChecked.length > 0 ? [`Not checked: ${notChecked.join(', ')}.`] : []),
  ].join('\n');
}

function line({
  severity,
  kind,
  title,
  fix,
  entities = 0,
  entity_ids: ids = [],
}: Report['findings'][number]) {
  const more = entities > ids.length ? ` and ${entities - ids.length} more` : '';
  const where = ids.length === 0 ? '' : ` [${ids.join(', ')}${more}]`;
  return `${severity} ${kind}: ${title}${where}. ${fix}`;
}
