import type { ComponentChildren } from 'preact';
import { t } from '../state/locale';

/** Nothing here yet, and what to do about it. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Busy({ label }: { label?: string }) {
  return (
    <p class="busy" role="status">
      <span class="spinner" />
      {label ?? t.value.common.loading}
    </p>
  );
}
