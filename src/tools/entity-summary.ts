import { z } from 'zod';
import type { Mirror } from '../home/mirror.ts';
import type { Entity } from '../home/model.ts';

/** An entity in one line, the same in every answer. */
export const entitySummary = z.strictObject({
  entity_id: z.string(),
  name: z.string(),
  state: z.string(),
  unit: z.string().optional(),
  area: z.string().optional(),
  device_class: z.string().optional(),
});

export type EntitySummary = z.output<typeof entitySummary>;

/** States that are no measurement, so that no unit belongs to them. */
const VALUELESS: ReadonlySet<string> = new Set(['unavailable', 'unknown']);

export function summarize(entity: Entity, mirror: Mirror): EntitySummary {
  const { unit_of_measurement: unit, device_class: deviceClass } = entity.state.attributes;
  const area = entity.areaId === undefined ? undefined : mirror.areas.get(entity.areaId);
  return {
    entity_id: entity.id,
    name: entity.name,
    state: entity.state.state,
    ...(typeof unit === 'string' && !VALUELESS.has(entity.state.state) && { unit }),
    ...(area !== undefined && { area: area.name }),
    ...(typeof deviceClass === 'string' && { device_class: deviceClass }),
  };
}

/** `light.kitchen "Kitchen" (Kitchen): on` */
export function summaryLine(summary: EntitySummary): string {
  const area = summary.area === undefined ? '' : ` (${summary.area})`;
  const unit = summary.unit === undefined ? '' : ` ${summary.unit}`;
  return `${summary.entity_id} "${summary.name}"${area}: ${summary.state}${unit}`;
}
