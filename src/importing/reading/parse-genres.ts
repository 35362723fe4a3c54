import { parseText } from './parse-cells';

/** The genres in a cell, however they are set apart, with ", " between them. Throws InvalidCell. */
export function parseGenres(text: string): string {
  const names = namesIn(text.trim())
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return parseText([...new Set(names)].join(', '), 'genero');
}

function namesIn(text: string): string[] {
  return (/^[[{]/.test(text) ? listed(text) : null) ?? text.split(/[|;,/]/);
}

/** Names of a list in JSON, of texts or of objects with a name, or in Python's way of writing one; null when it is none. */
function listed(text: string): string[] | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map(nameOf) : null;
  } catch {
    const named = [...text.matchAll(/['"]name['"]\s*:\s*(?:'([^']*)'|"([^"]*)")/g)];
    const found = named.length > 0 ? named : [...text.matchAll(/'([^']*)'|"([^"]*)"/g)];
    return found.length > 0 ? found.map((one) => one.slice(1).join('')) : null;
  }
}

function nameOf(item: unknown): string {
  if (typeof item === 'object' && item !== null && 'name' in item) return String(item.name);
  return typeof item === 'string' || typeof item === 'number' ? String(item) : '';
}
