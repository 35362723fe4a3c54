import { number, t } from '../state/locale';

/** How many places a film went up (below 0: down), or that it was not in the list before. */
export function RankMove({ of: move }: { of: number | 'new' | undefined }) {
  const texts = t.value.list;
  if (move === undefined || move === 0) return null;
  if (move === 'new') return <span class="tag good">{texts.isNew}</span>;
  return (
    <span class="tag">
      <span aria-hidden="true">{move > 0 ? '▲' : '▼'}</span>
      <span class="unseen">{move > 0 ? texts.up : texts.down}</span> {number(Math.abs(move))}
    </span>
  );
}
