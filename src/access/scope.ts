/**
 * What a key may do, from least to most: each scope includes the ones before it. `edicao` is of those who put lists together: it
 * changes the rules of the editors, and no data.
 */
export const scopes = ['leitura', 'edicao', 'escrita', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whether a key of scope `held` may do what needs `needed`. */
export function includesScope(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}
