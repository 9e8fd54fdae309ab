/** The names of the profiles at the top level: the Supervisor wants one, and renames it. */
export function topLevelProfiles(text: string): string[] {
  return Array.from(text.matchAll(/^profile ([^ ]+).*$/gm), ([, name = '']) => name);
}

/** The rules of a profile or of the child named, without comments, one a line. */
export function rulesOf(text: string, child?: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) =>
    child === undefined ? line.startsWith('profile ') : line.startsWith(`  profile ${child} `),
  );
  const indent = child === undefined ? '' : '  ';
  const rules: string[] = [];
  let inChild = false;
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (line === `${indent}}`) break;
    const isNested = child === undefined && /^ {2}profile /.test(line);
    if (isNested) inChild = true;
    if (!inChild && !/^\s*(#|$)/.test(line)) rules.push(line.trim());
    if (inChild && line === '  }') inChild = false;
  }
  return rules;
}
