import { get } from '../../api/client';
import type { Film, FilmMap } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { FilmTitle } from '../../ui/film-title';
import { GroupChip } from '../../ui/group-mark';
import { useDelayed } from '../../ui/use-delayed';
import { groupOf } from './group-of';
import type { Hovered } from './map-canvas';

/** A pointer that only passes over a film asks nothing. In milliseconds. */
const PAUSE = 120;
/** From the film to the tip, in pixels. */
const AWAY = 14;

/** What is shown beside a film that is pointed at, on the side where there is more room. The map itself has no directors. */
export function FilmTip({ hovered: { film, at, size }, map }: { hovered: Hovered; map: FilmMap }) {
  const asked = useDelayed(film.id, PAUSE);
  const details = useLoad((signal) => get<Film>(`/filmes/${asked}`, {}, signal), [asked]);
  const director = details.data?.id === film.id ? details.data.diretor : details.problem ? '' : '…';
  const place = {
    ...(at.x < size.width / 2 ? { left: `${at.x + AWAY}px` } : { right: `${size.width - at.x + AWAY}px` }),
    ...(at.y < size.height / 2 ? { top: `${at.y + AWAY}px` } : { bottom: `${size.height - at.y + AWAY}px` }),
  };
  return (
    <div class="map-tip" style={place} aria-hidden="true">
      <b>
        <FilmTitle film={film} />
      </b>
      {director !== '' && <span class="map-tip-director">{director}</span>}
      <GroupChip id={film.grupo} name={groupOf(film, map).nome} />
    </div>
  );
}
