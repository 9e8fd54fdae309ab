import type { CallToolResult } from '@modelcontextprotocol/client';

/** What an assistant is given of one answer: more would only push everything else out of its mind. */
const MOST_CHARACTERS = 150_000;
const MOST_BINARY_BYTES = 4 * 1_024 * 1_024;
const MOST_BLOCKS = 1_000;

type Block = CallToolResult['content'][number];
type Fields = Readonly<Record<string, unknown>>;

/** How much still fits, and what URIs are called here. */
export interface Room {
  characters: number;
  bytes: number;
  /** What was left out, in characters and in pieces. */
  cut: number;
  dropped: number;
  readonly uri: (theirs: string) => string;
}

/** Room for one answer. */
export function roomOf(uri: Room['uri']): Room {
  return { characters: MOST_CHARACTERS, bytes: MOST_BINARY_BYTES, cut: 0, dropped: 0, uri };
}

/**
 * An upstream's answer within bounds and with nothing in it that the protocol does not name. What is
 * cut is said so. When the data that the tool's schema promises is too large, the answer is an error,
 * since a client would refuse it without.
 */
export function answerOf(
  result: CallToolResult,
  promisesData: boolean,
  uri: Room['uri'] = (theirs) => theirs,
): CallToolResult {
  const room = roomOf(uri);
  const given: readonly unknown[] = Array.isArray(result.content) ? result.content : [];
  const content = given.slice(0, MOST_BLOCKS).flatMap((block) => blockOf(block, room));
  room.dropped += Math.max(0, given.length - MOST_BLOCKS);
  const data = dataOf(result.structuredContent);
  const tooLarge = data !== undefined && JSON.stringify(data).length > MOST_CHARACTERS;
  const note = noteOf(room, tooLarge);
  return {
    content: note === undefined ? content : [...content, { type: 'text', text: note }],
    ...(data !== undefined && !tooLarge && { structuredContent: data }),
    ...((result.isError === true || (tooLarge && promisesData)) && { isError: true }),
  };
}

/** The block as far as there is room, without what the protocol does not name. */
export function blockOf(block: unknown, room: Room): Block[] {
  const fields = fieldsOf(block);
  const kept = fields === undefined ? undefined : within(fields, room);
  if (kept === undefined) room.dropped += 1;
  return kept === undefined ? [] : [kept];
}

/** The block as far as there is room; undefined when there is none, or it is none. */
function within(block: Fields, room: Room): Block | undefined {
  const { type } = block;
  if (type === 'text' && typeof block.text === 'string') {
    return { type, text: cutText(block.text, room) };
  }
  if (type === 'image' || type === 'audio') {
    const { data, mimeType } = block;
    if (typeof data !== 'string' || typeof mimeType !== 'string') return undefined;
    return takeBytes(data, room) ? { type, data, mimeType } : undefined;
  }
  if (type === 'resource') {
    const resource = resourceOf(fieldsOf(block.resource), room);
    return resource && { type, resource };
  }
  if (type !== 'resource_link') return undefined;
  const { uri, name } = block;
  if (typeof uri !== 'string' || typeof name !== 'string') return undefined;
  const link = {
    ...textsOf(block, ['title', 'description', 'mimeType']),
    type,
    uri: room.uri(uri),
    name,
  } as const;
  const size = JSON.stringify(link).length;
  if (size > room.characters) return undefined;
  room.characters -= size;
  return link;
}

/** The contents of a resource, likewise. */
export function resourceOf(resource: Fields | undefined, room: Room) {
  if (resource === undefined || typeof resource.uri !== 'string') return undefined;
  const about = { uri: room.uri(resource.uri), ...textsOf(resource, ['mimeType']) };
  if (typeof resource.text === 'string') return { ...about, text: cutText(resource.text, room) };
  const { blob } = resource;
  if (typeof blob !== 'string' || !takeBytes(blob, room)) return undefined;
  return { ...about, blob };
}

function cutText(text: string, room: Room): string {
  const kept = text.slice(0, room.characters);
  room.characters -= kept.length;
  room.cut += text.length - kept.length;
  return kept;
}

function takeBytes(base64: string, room: Room): boolean {
  const bytes = Math.ceil((base64.length * 3) / 4);
  if (bytes > room.bytes) return false;
  room.bytes -= bytes;
  return true;
}

/** What was left out, in a sentence. */
export function noteOf({ cut, dropped }: Room, tooLarge = false): string | undefined {
  const parts = [
    ...(cut > 0 ? [`${cut} characters`] : []),
    ...(dropped > 0 ? [`${dropped} pieces`] : []),
    ...(tooLarge ? ['the structured data'] : []),
  ];
  return parts.length === 0
    ? undefined
    : `[This answer was too large: ${parts.join(' and ')} left out. Ask for less at a time.]`;
}

export function textsOf<N extends string>(
  from: Fields,
  names: readonly N[],
): { [K in N]?: string } {
  const texts = names.flatMap((name) =>
    typeof from[name] === 'string' ? [[name, from[name]] as const] : [],
  );
  return Object.fromEntries(texts) as { [K in N]?: string };
}

function dataOf(value: unknown): Record<string, unknown> | undefined {
  const fields = fieldsOf(value);
  return fields && { ...fields };
}

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}
