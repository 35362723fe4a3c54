import { percent } from '../state/locale';
import { lookOf } from './group-looks';

/** A part of a whole as a bar, in the colour of a film group (`colour`: its id) if it is of one. The number is beside it for those who do not see it. */
export function Bar({ share, colour, mark }: { share: number; colour?: number; mark?: number }) {
  const at = (value: number) => `${Math.min(100, Math.max(0, 100 * value))}%`;
  return (
    <span class="bar" data-colour={colour === undefined ? undefined : lookOf(colour).hue} aria-hidden="true">
      <span class="bar-fill" style={{ width: at(share) }} />
      {mark !== undefined && <span class="bar-mark" style={{ left: at(mark) }} />}
    </span>
  );
}

export function Progress({ value, label }: { value: number; label: string }) {
  return (
    <div class="progress">
      <div class="progress-text">
        <span>{label}</span>
        <span>{percent(value / 100)}</span>
      </div>
      <progress max={100} value={value} aria-label={label} />
    </div>
  );
}
