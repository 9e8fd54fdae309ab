import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { DOCUMENTS, type Document, ROOT, read } from './documents.ts';

/** Home Assistant shows DOCS.md and CHANGELOG.md by themselves, so they link to the project's page. */
const OUR_PAGES = 'https://github.com/latchkey-app/latchkey/blob/main/';

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, '');

/** Where a document leads within the project: a file, and perhaps a heading of it. */
function links({ file, text }: Document): readonly { file: string; heading: string }[] {
  const targets = Array.from(withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g), ([, to = '']) => to);
  return targets.flatMap((target) => {
    const ours = target.startsWith(OUR_PAGES);
    if (/^[a-z]+:/i.test(target) && !ours) return [];
    const [path = '', heading = ''] = target.replace(OUR_PAGES, '').split('#');
    if (ours) return [{ file: path, heading }];
    return [{ file: path === '' ? file : normalize(join(dirname(file), path)), heading }];
  });
}

/** The names by which GitHub links to the headings of a text. */
function headings(text: string): readonly string[] {
  return Array.from(withoutCode(text).matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

for (const document of DOCUMENTS.filter(({ file }) => file.endsWith('.md'))) {
  test(`every link in ${document.file} leads somewhere`, () => {
    const astray = links(document).filter(({ file, heading }) => {
      if (!existsSync(join(ROOT, file))) return true;
      return heading !== '' && !headings(read(file)).includes(heading);
    });
    assert.deepEqual(astray, []);
  });
}

test('links are found, and the index names every document', () => {
  const indexed = links({ file: 'docs/README.md', text: read('docs/README.md') });
  assert.ok(indexed.length > 15);
  const others = DOCUMENTS.map(({ file }) => file).filter((file) =>
    /^docs\/(?!README)[^/]+\.md$/.test(file),
  );
  assert.deepEqual(
    others.filter((file) => !indexed.some((link) => link.file === file)),
    [],
  );
});

test('what Home Assistant shows by itself has no link that leads nowhere there', () => {
  for (const file of ['DOCS.md', 'CHANGELOG.md']) {
    const targets = withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g);
    for (const [, target = ''] of targets) assert.match(target, /^https:/, `${file}: ${target}`);
  }
});
