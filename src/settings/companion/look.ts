import { type CompanionInHome, companionInHome } from '../../companion/in-home.ts';
import { LatchkeyError } from '../../core/errors.ts';
import { COMPANION_PATH } from '../../net/companion.ts';
import { frontDoor } from '../../net/front-doors.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { type CompanionStep, companionStep } from './model.ts';

const TONES: Partial<Readonly<Record<CompanionStep, string>>> = {
  works: 'good',
  quiet: 'good',
  install: '',
  byHand: '',
  notAllowed: 'problem',
  failed: 'problem',
};

/** Looks how the companion is now; what the page shows of it. */
export async function look({
  companion,
  config,
  ownHome,
}: Pick<SettingsDependencies, 'companion' | 'config' | 'ownHome'>) {
  const files = companion.status();
  const inHome = await asked(ownHome);
  const doors = config.baseUrls.map(frontDoor).filter(({ path }) => path === COMPANION_PATH);
  const filesVersion = files.ok ? files.value.version : undefined;
  const step = companionStep({
    files: files.ok ? files.value.state : files.error,
    filesVersion,
    shippedVersion: companion.shippedVersion,
    inHome,
    hasDoor: doors.length > 0,
    heard: companion.lastAt !== undefined,
  });
  const there = files.ok && files.value.state !== 'absent';
  return {
    step,
    tone: TONES[step] ?? 'warning',
    /** Worth copying only once something answers there. */
    addresses: inHome?.open ? doors.map(({ resource }) => resource) : [],
    filesVersion,
    filesSeen: files.ok,
    shippedVersion: companion.shippedVersion,
    inHome,
    lastAt: companion.lastAt,
    mayInstall: step === 'install' || step === 'update',
    mayRestart: inHome !== undefined && (step === 'restart' || step === 'restartGone'),
    mayRemove: there,
    /** Whether to show how somebody does it without us. */
    byHand: !files.ok,
    folder: companion.shipped ?? SHIPPED_IN_SOURCE,
    port: companion.port,
    typesSecret: !companion.announces,
  };
}

const SHIPPED_IN_SOURCE = 'rootfs/usr/share/latchkey/custom_components/latchkey';

async function asked(
  ownHome: SettingsDependencies['ownHome'],
): Promise<CompanionInHome | undefined> {
  try {
    return await companionInHome(await ownHome());
  } catch (thrown) {
    if (thrown instanceof LatchkeyError) return undefined;
    throw thrown;
  }
}
