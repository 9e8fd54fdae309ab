import { z } from 'zod';
import { optionProblems, optionSchema } from './option-types.ts';

const flag = z.boolean();
const text = z.string().min(1);
const version = z.string().regex(/^\d+\.\d+\.\d+(?:[-.]?(?:b|beta|rc|dev)\.?\d+)?$/);
const port = z.int().min(1).max(65_535);
const portName = z.string().regex(/^\d+(?:\/(?:tcp|udp))?$/);
const limit = z.union([z.int(), z.strictObject({ soft: z.int(), hard: z.int() })]);
const imageName = /^(?:[a-zA-Z\-.:\d{}]+\/)*?[-\w{}]+\/[-\w{}]+$/;

/** What of the host can be shown to an app that every Supervisor of the last years knows. */
const FOLDERS = [
  ...['data', 'config', 'ssl', 'addons', 'backup', 'share', 'media'],
  ...['homeassistant_config', 'addon_config', 'all_addon_configs'],
] as const;

const CAPABILITIES = [
  ...['BPF', 'CHECKPOINT_RESTORE', 'DAC_READ_SEARCH', 'IPC_LOCK', 'NET_ADMIN', 'NET_RAW'],
  ...['PERFMON', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_NICE', 'SYS_PTRACE', 'SYS_RAWIO'],
  ...['SYS_RESOURCE', 'SYS_TIME'],
] as const;

const FLAGS = [
  ...['init', 'ingress', 'ingress_stream', 'panel_admin', 'host_network', 'host_pid', 'host_ipc'],
  ...['host_uts', 'host_dbus', 'udev', 'tmpfs', 'apparmor', 'full_access', 'audio', 'video'],
  ...['gpio', 'usb', 'uart', 'devicetree', 'kernel_modules', 'realtime', 'hassio_api'],
  ...['homeassistant_api', 'stdin', 'legacy', 'docker_api', 'auth_api', 'journald'],
] as const;

/**
 * The Supervisor's rules for `config.yaml` (supervisor/apps/validate.py), as strict as they matter to
 * us: a key it would drop in silence is a problem here, and so is what it only warns about.
 */
const MANIFEST = z.strictObject({
  name: text,
  version,
  slug: z.string().regex(/^[a-z0-9_]+$/),
  description: text,
  arch: z.array(z.enum(['aarch64', 'amd64'])).min(1),
  machine: z.array(text).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  startup: z.enum(['initialize', 'system', 'services', 'application', 'once']).optional(),
  boot: z.enum(['auto', 'manual', 'manual_only']).optional(),
  stage: z.enum(['stable', 'experimental', 'deprecated']).optional(),
  ...(Object.fromEntries(FLAGS.map((key) => [key, flag.optional()])) as Record<
    (typeof FLAGS)[number],
    z.ZodOptional<z.ZodBoolean>
  >),
  ports: z.record(portName, port.nullable()).optional(),
  ports_description: z.record(portName, text).optional(),
  watchdog: z
    .string()
    .regex(/^(?:https?|\[PROTO:\w+\]|tcp):\/\/\[HOST\]:(?:\[PORT:\d+\]|\d+)/)
    .optional(),
  webui: z
    .string()
    .regex(/^(?:https?|\[PROTO:\w+\]):\/\/\[HOST\]:\[PORT:\d+\]/)
    .optional(),
  ingress_port: z.union([port, z.literal(0)]).optional(),
  ingress_entry: text.optional(),
  panel_icon: z
    .string()
    .regex(/^mdi:[a-z0-9-]+$/)
    .optional(),
  panel_title: text.optional(),
  homeassistant: version.optional(),
  devices: z.array(z.string().regex(/^[^:]+$/)).optional(),
  map: z
    .array(
      z.union([
        z.string().regex(new RegExp(`^(?:${FOLDERS.join('|')})(?::(?:rw|ro))?$`)),
        z.strictObject({
          type: z.enum(FOLDERS),
          read_only: flag.optional(),
          path: text.optional(),
        }),
      ]),
    )
    .optional(),
  environment: z.record(z.string().regex(/^\w+$/), z.string()).optional(),
  privileged: z.array(z.enum(CAPABILITIES)).optional(),
  hassio_role: z.enum(['default', 'homeassistant', 'backup', 'manager', 'admin']).optional(),
  services: z.array(z.string().regex(/^(?:mqtt|mysql):(?:provide|want|need)$/)).optional(),
  discovery: z.array(text).optional(),
  backup: z.enum(['hot', 'cold']).optional(),
  backup_pre: text.optional(),
  backup_post: text.optional(),
  backup_exclude: z.array(text).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  schema: z.union([z.literal(false), z.record(z.string(), optionSchema)]).optional(),
  image: z.string().regex(imageName).optional(),
  ulimits: z.record(z.string(), limit).optional(),
  timeout: z.int().min(10).max(300).optional(),
  breaking_versions: z.array(version).optional(),
});

export type Manifest = z.infer<typeof MANIFEST>;

/** What the Supervisor would refuse, drop or warn about; empty: it takes the app as it is written. */
export function supervisorProblems(manifest: unknown): string[] {
  const read = MANIFEST.safeParse(manifest);
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const { data } = read;
  const { schema, options = {}, ports = {}, ports_description: described = {} } = data;
  const problems = schema === false ? [] : optionProblems(schema ?? {}, options);
  for (const key of Object.keys(described)) {
    if (!(key in ports)) problems.push(`ports_description.${key} is no port`);
  }
  if (data.backup === 'cold' && (data.backup_pre ?? data.backup_post) !== undefined) {
    problems.push('backup_pre, backup_post: a cold backup runs no commands');
  }
  return problems;
}

/** The manifest, typed. Throws when it breaks a rule. */
export function asManifest(manifest: unknown): Manifest {
  return MANIFEST.parse(manifest);
}
