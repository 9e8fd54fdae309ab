import type { Home } from '../../src/home/home.ts';
import type { Archive, KeptVersion } from '../../src/tools/archive.ts';
import type { ToolContext } from '../../src/tools/tool.ts';

/** What a tool is called with in tests: an archive of its own, and the time that is given or now. */
export function contextOf(home: Home, now = Date.now(), archive = memoryArchive()): ToolContext {
  return { home, now, archive };
}

/** An archive that is gone with the test. */
export function memoryArchive(): Archive {
  const kept: KeptVersion[] = [];
  return {
    async keep(kind, thing, content) {
      const id = `v${kept.length + 1}`;
      kept.unshift({ id, at: Date.now(), kind, thing, content: structuredClone(content) });
      return id;
    },
    async versions(kind, thing) {
      return kept.filter((one) => one.kind === kind && one.thing === thing);
    },
    async newest(limit) {
      return kept.slice(0, limit);
    },
    async version(id) {
      return kept.find((one) => one.id === id);
    },
  };
}
