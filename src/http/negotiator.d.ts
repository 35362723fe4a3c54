/** What is used of `negotiator`, which brings no types; those of others do not know what is preferred. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> });
    /** The best of those that are available; of equally good ones the first that is preferred. */
    encoding(available: readonly string[], options: { readonly preferred: readonly string[] }): string | undefined;
    /** Those of the available ones that will do, the best first. */
    languages<Available extends string>(available: readonly Available[]): Available[];
  }
}
