/** What a key may do, from least to most: each scope includes the ones before it. */
export const scopes = ['leitura', 'escrita', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whether a key of scope `held` may do what needs `needed`. */
export function includesScope(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}
