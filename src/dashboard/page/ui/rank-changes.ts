/** Per film how many places it went up (below 0: down), or that it was not in the list before. */
export type RankChanges = ReadonlyMap<number, number | 'new'>;

interface Listed {
  readonly id: number;
}

export function rankChanges(before: readonly Listed[], after: readonly Listed[]): RankChanges {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  return new Map(
    after.map(({ id }, place) => {
      const was = places.get(id);
      return [id, was === undefined ? 'new' : was - place];
    }),
  );
}
