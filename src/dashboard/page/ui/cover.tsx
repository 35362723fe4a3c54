import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../api/address';
import { compositions, HEIGHT, WIDTH } from './cover-art';
import { setTitle } from './set-title';
import './cover.css';

const MARGIN = 18;
/** How many hues the style sheet has for groups. */
const HUES = 8;

/** What a cover is drawn from. */
export interface CoveredFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
  /** Address of a picture that may be shown, or a path of ours. */
  readonly capa_url?: string;
}

/**
 * The cover of a film: its picture where it has one, or else one drawn from title, year and a colour of its own. That is
 * made of the id alone, since most answers tell no group: a film looks the same wherever it is met. Decoration: whoever
 * does not see it reads the title beside it.
 */
export function Cover({ film }: { film: CoveredFilm }) {
  const src = film.capa_url?.startsWith('/') ? addressOf(film.capa_url) : film.capa_url;
  /** A picture that could not be had is not asked for again. */
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => setFailed(null), [src]);
  if (src && src !== failed)
    return (
      <span class="cover" aria-hidden="true">
        <img src={src} alt="" loading="lazy" decoding="async" onError={() => setFailed(src)} />
      </span>
    );
  return <DrawnCover film={film} />;
}

function DrawnCover({ film }: { film: CoveredFilm }) {
  const { art, ground, letters, align, from, y, box, yearY } = compositions[hashOf(film.id, 2) % compositions.length];
  const title = letters === 'capitals' ? film.titulo.toLocaleUpperCase() : film.titulo;
  const { lines, size } = setTitle(title, box);
  const leading = size * box.leading;
  // The first baseline: below the top by the height of capitals, or so that the last line stands at the bottom.
  const first = from === 'top' ? y + 0.74 * size : y - leading * (lines.length - 1);
  const x = align === 'left' ? MARGIN : WIDTH / 2;
  return (
    <svg
      class={`cover cover-drawn on-${ground}`}
      data-colour={hashOf(film.id, 1) % HUES}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <rect class="cover-ground" width={WIDTH} height={HEIGHT} />
      {art(randomOf(film.id))}
      <text class={`cover-title in-${letters}`} font-size={size} text-anchor={align === 'left' ? 'start' : 'middle'}>
        {lines.map((line, n) => (
          <tspan key={n} x={x} y={first + n * leading}>
            {line}
          </tspan>
        ))}
      </text>
      {film.ano !== null && (
        <text class="cover-year" x={x} y={yearY} text-anchor={align === 'left' ? 'start' : 'middle'}>
          {film.ano}
        </text>
      )}
    </svg>
  );
}

/** A number from 0 that is always the same for a film; another one for each seed. Neighbouring ids are far apart. */
function hashOf(id: number, seed: number): number {
  let hash = Math.imul(id ^ (seed << 16), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Numbers from 0 to 1, the same each time. */
function randomOf(id: number): () => number {
  let n = 2;
  return () => hashOf(id, ++n) / 2 ** 32;
}
