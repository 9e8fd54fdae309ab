import type { Service } from './service.ts';

/** The domains a service's target may be of; those of others can be many. */
export function targetDomains(service: Service): readonly string[] {
  if (service.entities === undefined) return [];
  return service.entities === 'own' ? [service.domain] : service.entities;
}

function describe(service: Service): Record<string, unknown> {
  const bits = Array.from({ length: 31 }, (_, bit) => 2 ** bit);
  const needed = bits.filter((bit) => ((service.needs ?? 0) & bit) !== 0);
  const features = needed.length === 0 ? {} : { supported_features: needed };
  return {
    fields: service.fields,
    ...(service.entities === undefined
      ? {}
      : { target: { entity: [{ domain: targetDomains(service), ...features }] } }),
    ...(service.response === undefined
      ? {}
      : { response: { optional: service.response === 'optional' } }),
  };
}

/** All services by domain and name, as `get_services` gives them. */
export function describeServices(
  services: readonly Service[],
): Record<string, Record<string, unknown>> {
  const byDomain: Record<string, Record<string, unknown>> = {};
  for (const service of services) {
    byDomain[service.domain] = { ...byDomain[service.domain], [service.name]: describe(service) };
  }
  return byDomain;
}
