import { computed, effect, signal } from '@preact/signals';
import { recall, remember } from './storage';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What was chosen; `auto` follows the system. */
export const theme = signal<Theme>(recall('tema', themes) ?? 'auto');

const system = window.matchMedia('(prefers-color-scheme: dark)');
const systemDark = signal(system.matches);
system.addEventListener('change', ({ matches }) => (systemDark.value = matches));

/** Whether the page is dark now. */
export const dark = computed(() => (theme.value === 'auto' ? systemDark.value : theme.value === 'dark'));

effect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
});

export function switchTheme(to: Theme): void {
  theme.value = to;
  remember('tema', to);
}
