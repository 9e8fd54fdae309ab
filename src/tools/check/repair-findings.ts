import { isHomeCommandError } from '../../home/errors.ts';
import { type Ask, type Finding, oneLine, type Severity } from './findings.ts';

interface Issue {
  readonly domain: string;
  readonly issue_id: string;
  readonly severity: string | null;
  readonly ignored: boolean;
  readonly is_fixable: boolean;
  readonly breaks_in_ha_version: string | null;
  readonly learn_more_url: string | null;
  readonly translation_key: string | null;
  readonly translation_placeholders: Readonly<Record<string, string>> | null;
}

/** Home Assistant's own severities. */
const SEVERITY: ReadonlyMap<string | null, Severity> = new Map([
  ['critical', 'urgent'],
  ['error', 'problem'],
]);

/** The open repair issues, in the words that Home Assistant's own page shows. */
export async function repairFindings(ask: Ask, language: string): Promise<readonly Finding[]> {
  const { issues } = await ask<{ issues: Issue[] }>({ type: 'repairs/list_issues' });
  const open = issues.filter(({ ignored }) => !ignored);
  if (open.length === 0) return [];
  const domains = [...new Set(open.map(({ domain }) => domain))];
  const words = await translations(ask, language, domains);
  return open.map((issue) => ({
    severity: SEVERITY.get(issue.severity) ?? 'notice',
    kind: 'repair',
    title: oneLine(`${issue.domain}: ${titleOf(issue, words)}${breaks(issue)}`),
    fix: issue.is_fixable
      ? 'Open Settings, Repairs in Home Assistant and follow the steps there.'
      : oneLine(`Read about it: ${issue.learn_more_url ?? 'Settings, Repairs in Home Assistant'}`),
  }));
}

type Words = Readonly<Record<string, string>>;

/** Without the translations a repair still has its id, which says most of it. */
async function translations(
  ask: Ask,
  language: string,
  integration: readonly string[],
): Promise<Words> {
  try {
    const message = {
      type: 'frontend/get_translations',
      category: 'issues',
      language,
      integration,
    };
    return (await ask<{ resources: Words }>(message)).resources;
  } catch (thrown) {
    if (isHomeCommandError(thrown)) return {};
    throw thrown;
  }
}

function titleOf(issue: Issue, words: Words): string {
  const key = issue.translation_key ?? issue.issue_id;
  const pattern = words[`component.${issue.domain}.issues.${key}.title`];
  if (pattern === undefined) return issue.issue_id.replaceAll('_', ' ');
  const values = new Map(Object.entries(issue.translation_placeholders ?? {}));
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values.get(name) ?? whole);
}

function breaks({ breaks_in_ha_version: version }: Issue): string {
  return version === null ? '' : ` (stops working in ${version})`;
}
