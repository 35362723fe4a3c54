import type { NestExpressApplication } from '@nestjs/platform-express';

/** The part of Express's router that says which routes there are. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

interface Router {
  caseSensitive: boolean;
  strict: boolean;
  readonly stack: readonly Layer[];
}

function routerOf(app: NestExpressApplication): Router {
  return (app.getHttpAdapter().getInstance() as unknown as { router: Router }).router;
}

/**
 * Make routes differ by case and by a slash at their end, as the paths of URLs do: what is said of `/metrics` or
 * `/filmes/lote` elsewhere, in front of the server or before its routes, then holds for all that gets there. Nest has made
 * the router before anybody could set Express's `case sensitive routing` and `strict routing`; it is asked whenever a
 * route is added.
 */
export function matchExactly(app: NestExpressApplication): void {
  const router = routerOf(app);
  router.caseSensitive = true;
  router.strict = true;
}

/** The methods of the routes at a path, in the form of an Allow header; empty when there is no such path. */
export type MethodsAt = (path: string) => string[];

/** Looks routes up in the router itself: it cannot differ from what is served. */
export function methodsOf(app: NestExpressApplication): MethodsAt {
  return (path) => {
    const methods = new Set<string>();
    for (const layer of routerOf(app).stack) {
      if (!layer.route || !matches(layer, path)) continue;
      for (const method of Object.keys(layer.route.methods)) methods.add(method.toUpperCase());
    }
    if (methods.has('GET')) methods.add('HEAD');
    return [...methods].filter((method) => method !== '_ALL').sort();
  };
}

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    // A path that cannot be decoded is no route.
    return false;
  }
}
