import { useEffect, useRef, useState } from 'preact/hooks';
import type { FilmMap, MapFilm } from '../../api/answer-types';
import { t } from '../../state/locale';
import { dark } from '../../state/theme';
import { Icon } from '../../ui/icon';
import { Busy } from '../../ui/placeholders';
import type { FilmChart } from './film-chart';
import type { Layers } from './film-series';

/** Fetched while the data of the map are. */
const chartCode = import('./film-chart');

/** The chart, and what moves and saves it. */
export function MapFigure(props: { map: FilmMap; layers: Layers; onPick: (film: MapFilm) => void }) {
  const texts = t.value.map;
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<FilmChart | null>(null);
  const pick = useRef(props.onPick);
  pick.current = props.onPick;

  const [ready, setReady] = useState(false);
  const { map, layers } = props;

  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    let gone = false;
    const watch = new ResizeObserver(() => chart.current?.resize());
    void chartCode.then((code) => {
      if (gone) return;
      chart.current = new code.FilmChart(current, map, (film) => pick.current(film));
      watch.observe(current);
      setReady(true);
    });
    return () => {
      gone = true;
      watch.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [map]);
  useEffect(() => chart.current?.show(layers), [layers, dark.value, ready]);
  useEffect(() => {
    if (layers.film) chart.current?.flyTo(layers.film, layers.similar);
  }, [layers.film, layers.similar, ready]);

  const save = async (format: 'png' | 'svg'): Promise<void> => {
    if (!chart.current) return;
    const link = document.createElement('a');
    link.href = await chart.current.picture(format);
    link.download = `${texts.file}.${format}`;
    link.click();
  };

  return (
    <figure class="map-figure">
      {!ready && <Busy />}
      <div class="map-chart" ref={frame} role="img" aria-label={texts.described} />
      <div class="map-tools">
        <button
          type="button"
          class="round"
          aria-label={texts.nearer}
          title={texts.nearer}
          onClick={() => chart.current?.zoom(0.6)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          class="round"
          aria-label={texts.farther}
          title={texts.farther}
          onClick={() => chart.current?.zoom(1.6)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          class="round"
          aria-label={texts.whole}
          title={texts.whole}
          onClick={() => chart.current?.reset()}
        >
          <Icon name="frame" />
        </button>
      </div>
      <div class="map-save">
        <button type="button" onClick={() => void save('png')}>
          <Icon name="save" />
          PNG
        </button>
        <button type="button" onClick={() => void save('svg')}>
          <Icon name="save" />
          SVG
        </button>
      </div>
    </figure>
  );
}
