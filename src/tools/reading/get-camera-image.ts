import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { chosenEntity } from '../chosen-entities.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { entityId } from '../names.ts';
import { defineTool } from '../tool.ts';
import { recognizePicture } from './picture.ts';

/** Larger ones cost a model more than they show it. */
const LARGEST_SENT = 1_000_000;
const LARGEST_READ = 16 * 1_024 * 1_024;

/** Home Assistant gives a camera 10 s of its own. */
const TIMEOUT_MS = 20 * SECOND;

/** It scales JPEGs down to about these sizes, and only when both lengths are named. */
const SIZES = [
  { width: '1280', height: '720' },
  { width: '640', height: '360' },
] as const;

const input = z.strictObject({
  entity_id: entityId.describe('A camera or image entity, such as camera.hall'),
});

const output = z.strictObject({
  entity_id: z.string(),
  name: z.string(),
  state: z.string(),
  taken: z.string().describe('When it was asked for; image entities: changed'),
  media_type: z.string(),
  bytes: z.int(),
  width: z.int().optional(),
  height: z.int().optional(),
});

export const getCameraImage = defineTool({
  name: 'get_camera_image',
  title: 'Get camera image',
  description: 'Takes a picture with a camera, or shows that of an image entity.',
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
  async run({ entity_id }, { home, now }) {
    const { mirror } = home;
    const entity = chosenEntity(mirror, ['camera', 'image'], entity_id);
    if (entity.state.state === 'unavailable') {
      throw new ToolError(`${entity.id} is unavailable right now, so there is no picture.`);
    }
    const { bytes, type } = await smallEnough(home, entity);
    const picture = recognizePicture(bytes);
    if (picture === undefined) {
      throw new ToolError(
        `${entity.id} sends ${type === '' ? 'something' : type} that is neither JPEG nor PNG.`,
      );
    }
    const { mimeType, size } = picture;
    const facts = {
      entity_id: entity.id,
      name: entity.name,
      state: entity.state.state,
      taken: takenAt(entity, now, mirror.config.timeZone),
      media_type: mimeType,
      bytes: bytes.length,
      ...size,
    };
    const pixels = size === undefined ? '' : `, ${size.width} x ${size.height}`;
    return {
      structured: facts,
      text: `${entity.id} "${entity.name}", ${facts.taken}${pixels}`,
      images: [{ type: 'image', data: bytes.toString('base64'), mimeType }],
    };
  },
});

/** The first of the sizes that fits. Image entities come as they are. */
async function smallEnough(
  home: Home,
  entity: Entity,
): Promise<{ readonly bytes: Buffer; readonly type: string }> {
  const sizes = entity.domain === 'camera' ? SIZES : [undefined];
  let bytes = 0;
  for (const size of sizes) {
    const answer = await fetchPicture(home, entity, size);
    bytes = answer.bytes.length;
    if (bytes <= LARGEST_SENT) return answer;
  }
  throw new ToolError(
    `The picture of ${entity.id} has ${megabytes(bytes)} MB, more than the ${megabytes(LARGEST_SENT)} MB that can be sent. Set a smaller one at its source.`,
  );
}

async function fetchPicture(
  home: Home,
  { id, domain }: Entity,
  size: (typeof SIZES)[number] | undefined,
): Promise<{ readonly bytes: Buffer; readonly type: string }> {
  try {
    return await home.rest({
      method: 'GET',
      path: [`${domain}_proxy`, id],
      ...(size !== undefined && { query: size }),
      timeoutMs: TIMEOUT_MS,
      largest: LARGEST_READ,
    });
  } catch (thrown) {
    if (isHomeCommandError(thrown, 'http_503')) throw new ToolError(`${id} is switched off.`);
    if (isHomeCommandError(thrown, 'http_500')) {
      throw new ToolError(`Home Assistant got no picture from ${id}. Try again in a minute.`);
    }
    throw thrown;
  }
}

/** The state of an image entity is when its picture changed last. */
function takenAt({ domain, state }: Entity, now: number, zone: string): string {
  const changed = domain === 'image' ? Date.parse(state.state) : Number.NaN;
  return localTime(Number.isNaN(changed) ? now : changed, zone);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
