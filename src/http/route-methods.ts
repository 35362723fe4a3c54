import type { NestExpressApplication } from '@nestjs/platform-express';

/** The part of Express's router that says which routes there are. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods of the routes at a path, in the form of an Allow header; empty when there is no such path. */
export type MethodsAt = (path: string) => string[];

/** Looks routes up in the router itself: it cannot differ from what is served. */
export function methodsOf(app: NestExpressApplication): MethodsAt {
  return (path) => {
    const { router } = app.getHttpAdapter().getInstance() as unknown as { router: { stack: readonly Layer[] } };
    const methods = new Set<string>();
    for (const layer of router.stack) {
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
