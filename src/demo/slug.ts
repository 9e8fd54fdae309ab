/** A name as Home Assistant makes an id of it; only letters of the Latin alphabet survive here. */
export function slugify(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return slug === '' ? 'unknown' : slug;
}
