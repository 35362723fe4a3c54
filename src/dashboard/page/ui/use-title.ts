import { useEffect } from 'preact/hooks';

/** Name a page that no entry of the menu names, for the tab and the history. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    if (name === undefined) return;
    const before = document.title;
    document.title = `${name} · Centroide`;
    return () => {
      document.title = before;
    };
  }, [name]);
}
