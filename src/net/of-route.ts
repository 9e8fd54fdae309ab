/**
 * What depends on a route alone, told once for each of its methods: it is asked at every request, and
 * routes are few. Only for the path a route was made under; what was asked for is anybody's and would
 * be kept for good.
 */
export function onceForRoute<Told>(
  tell: (method: string, url: string) => Told,
): (method: string, url: string) => Told {
  const routes = new Map<string, ReadonlyMap<string, { readonly told: Told }>>();
  return (method, url) => {
    const known = routes.get(url)?.get(method);
    if (known !== undefined) return known.told;
    const told = tell(method, url);
    routes.set(url, new Map(routes.get(url)).set(method, { told }));
    return told;
  };
}
