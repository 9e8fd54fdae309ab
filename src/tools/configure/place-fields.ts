import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import { ToolError } from '../errors.ts';
import { type PlaceKind, placeNamed } from '../places.ts';
import { icon, names, newName, text } from './arguments.ts';

/** What can be said about an area, floor or label; each kind takes some of it. */
export const placeArguments = {
  name: newName.optional(),
  icon: icon.optional(),
  aliases: names.optional().describe('Replaces all'),
  floor: text().optional().describe('Of an area; "" for none'),
  labels: names.optional().describe('Of an area; replaces all'),
  level: z.int().optional().describe('Of a floor; 0 is the ground'),
  color: text(50).optional().describe('Of a label'),
  description: text(1_000).optional().describe('Of a label'),
};

const argumentsObject = z.object(placeArguments);
export type PlaceArguments = z.output<typeof argumentsObject>;

const TAKES: Readonly<Record<PlaceKind, readonly (keyof PlaceArguments)[]>> = {
  area: ['name', 'icon', 'aliases', 'floor', 'labels'],
  floor: ['name', 'icon', 'aliases', 'level'],
  label: ['name', 'icon', 'color', 'description'],
};

/**
 * What was asked as the fields of Home Assistant's message. Throws ToolError for what the kind does
 * not have and for floors and labels that do not exist.
 */
export function placeFields(
  mirror: Mirror,
  kind: PlaceKind,
  asked: PlaceArguments,
): Record<string, unknown> {
  const given = Object.keys(placeArguments).filter(
    (name) => asked[name as keyof PlaceArguments] !== undefined,
  ) as (keyof PlaceArguments)[];
  const misfit = given.find((name) => !TAKES[kind].includes(name));
  if (misfit !== undefined) {
    throw new ToolError(`${article(kind)} has no ${misfit}, only ${TAKES[kind].join(', ')}.`);
  }
  const { floor, icon: iconAsked, labels, color, description, ...plain } = asked;
  const cleared = (text: string) => (text === '' ? null : text);
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(iconAsked !== undefined && { icon: cleared(iconAsked) }),
    ...(color !== undefined && { color: cleared(color) }),
    ...(description !== undefined && { description: cleared(description) }),
    ...(floor !== undefined && {
      floor_id: floor === '' ? null : placeNamed(mirror, 'floor', floor),
    }),
    ...(labels !== undefined && {
      labels: [...new Set(labels.map((label) => placeNamed(mirror, 'label', label)))],
    }),
  };
}

function article(kind: PlaceKind): string {
  return kind === 'area' ? 'An area' : `A ${kind}`;
}
