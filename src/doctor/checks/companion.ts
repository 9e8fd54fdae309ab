import { isHomeCommandError } from '../../home/errors.ts';
import type { Check, HomeSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict, warning } from '../finding.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether the integration that leads from Home Assistant to us is there, and is the one we bring. */
export const companion: Check<HomeSubject> = {
  id: 'companion',
  about: 'home',
  after: ['nabu_casa'],
  async run({ home, carries, ask, command, companionVersion }) {
    const [door] = carries;
    if (door === undefined) return SOUND;
    const verdict = judgeCompanion(await ask(`${home.url}${door.path}/healthz`));
    if (verdict !== SOUND || command === undefined || companionVersion === undefined) {
      return verdict;
    }
    try {
      const manifest = await command<{ version?: unknown }>({
        type: 'manifest/get',
        integration: 'latchkey',
      });
      return judgeCompanionVersion(manifest.version, companionVersion);
    } catch (thrown) {
      if (!isHomeCommandError(thrown)) throw thrown;
      return plain('problem', 'companion_missing');
    }
  },
};

export function judgeCompanion(heard: Heard): Verdict {
  if (!heard.ok) return plain('unknown', 'could_not_look');
  const { status } = heard.value;
  if (status === 404 || status === 405) return plain('problem', 'companion_missing');
  return status === 200 ? SOUND : problem('companion_silent', { status });
}

/** An older one may still work, so this keeps nobody out. */
export function judgeCompanionVersion(version: unknown, needed: string): Verdict {
  if (version === needed) return SOUND;
  const shown = typeof version === 'string' ? version.slice(0, 50) : 'without a version';
  return warning('companion_stale', { version: shown, needed });
}
