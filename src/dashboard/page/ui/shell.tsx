import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf } from '../api/address';
import { asking, drop, key } from '../state/key';
import { language, switchLanguage, t } from '../state/locale';
import { switchTheme, theme, themes } from '../state/theme';
import { openDialogs } from './dialog';
import { Icon, type IconName } from './icon';
import { UndoLine, useUndoKey } from './undo-line';

const entries = [
  ['map', '/painel', 'map'],
  ['recommendations', '/painel/recomendacoes', 'heart'],
  ['tryIt', '/painel/experimente', 'spark'],
  ['groups', '/painel/grupos', 'groups'],
  ['rules', '/painel/regras', 'rules'],
  ['model', '/painel/modelo', 'model'],
  ['data', '/painel/dados', 'data'],
  ['keys', '/painel/chaves', 'key'],
] as const satisfies readonly (readonly [string, string, IconName])[];

/** What is around every page: the way to the others, the language, the looks, the key. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const current = entries.find(([, to]) => isAt(path, addressOf(to)))?.[0];

  useEffect(() => {
    document.title = current ? `${t.value.nav[current]} · Centroide` : 'Centroide';
  }, [current, language.value]);
  useLandOn(main, path, () => setOpen(false));
  useUndoKey();

  return (
    <div class="shell">
      <a class="skip" href="#conteudo" onClick={(event) => skipTo(event, main.current)}>
        {t.value.common.skip}
      </a>
      <header class="side">
        <div class="brand">
          <a href={addressOf('/painel')} class="brand-name">
            <Mark />
            Centroide
          </a>
          <button type="button" class="quiet menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'close' : 'menu'} />
            {t.value.common.menu}
          </button>
        </div>
        <div class={open ? 'side-content open' : 'side-content'}>
          <nav aria-label={t.value.common.pages}>
            <ul>
              {entries.map(([name, to, icon]) => (
                <li key={name}>
                  <a
                    href={addressOf(to)}
                    aria-current={name === current ? 'page' : undefined}
                    onClick={() => setOpen(false)}
                  >
                    <Icon name={icon} />
                    {t.value.nav[name]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Settings />
        </div>
      </header>
      <main id="conteudo" tabIndex={-1} ref={main}>
        {children}
      </main>
      {openDialogs.value === 0 && <UndoLine />}
    </div>
  );
}

function isAt(path: string, to: string): boolean {
  const at = path.replace(/\/$/, '');
  return at === to || (to !== addressOf('/painel') && at.startsWith(`${to}/`));
}

/** A new page: its start is shown, and read by a screen reader. */
function useLandOn(main: { readonly current: HTMLElement | null }, path: string, onLand: () => void): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    onLand();
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
}

function skipTo(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}

function Settings() {
  const { common } = t.value;
  return (
    <div class="settings">
      <KeyState />
      <div class="switches">
        <div class="switch" role="group" aria-label={common.language}>
          {(['pt', 'en'] as const).map((one) => (
            <button
              key={one}
              type="button"
              lang={one === 'pt' ? 'pt-BR' : 'en'}
              aria-pressed={language.value === one}
              aria-label={one === 'pt' ? 'PT, português' : 'EN, English'}
              onClick={() => switchLanguage(one)}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </div>
        <div class="switch" role="group" aria-label={common.theme}>
          {themes.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={theme.value === one}
              aria-label={common.themes[one]}
              title={common.themes[one]}
              onClick={() => switchTheme(one)}
            >
              <Icon name={({ auto: 'auto', light: 'sun', dark: 'moon' } as const)[one]} />
            </button>
          ))}
        </div>
      </div>
      <a class="documentation" href={addressOf('/docs')} target="_blank" rel="noreferrer">
        {common.documentation}
      </a>
    </div>
  );
}

function KeyState() {
  const held = key.value;
  if (!held)
    return (
      <button type="button" class="key-button" onClick={() => (asking.value = true)}>
        <Icon name="key" />
        {t.value.key.give}
      </button>
    );
  return (
    <div class="key-held">
      <Icon name="key" />
      <span>
        <b>{held.name}</b>
        <small>{t.value.key.scopes[held.scope]}</small>
      </span>
      <button type="button" class="quiet" onClick={drop}>
        {t.value.key.drop}
      </button>
    </div>
  );
}

/** Points around their centre. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle class="mark-a" cx="8" cy="9" r="3.2" />
      <circle class="mark-b" cx="25" cy="8" r="2.6" />
      <circle class="mark-c" cx="24" cy="25" r="3.2" />
      <circle class="mark-d" cx="8" cy="24" r="2.6" />
      <path d="M16 10.5v11M10.5 16h11" />
    </svg>
  );
}
