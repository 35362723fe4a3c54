import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FilmMap, MapFilm } from '../../api/answer-types';
import { number, t } from '../../state/locale';
import { dark } from '../../state/theme';
import { Icon, type IconName } from '../../ui/icon';
import { FilmTip } from './film-tip';
import { MapCanvas, type Hovered } from './map-canvas';
import type { Layers } from './map-scene';

/** How long a reader is told that one finger does not move the map. In milliseconds. */
const HINT = 1500;

/** The map, and what moves and saves it. standsOut: a group that the reader points at elsewhere. */
export function MapFigure(props: {
  map: FilmMap;
  layers: Layers;
  standsOut: number | null;
  /** Whose films are marked, for the saved picture. */
  notes: readonly string[];
  onPick: (film: MapFilm) => void;
  onPickGroup: (id: number) => void;
}) {
  const texts = t.value.map;
  const { map, layers, standsOut } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const keys = useId();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [oneFinger, setOneFinger] = useState(0);

  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const made = new MapCanvas(current, map, {
      pick: (film) => latest.current.onPick(film),
      pickGroup: (id) => latest.current.onPickGroup(id),
      hover: setHovered,
      oneFinger: () => setOneFinger(Date.now()),
    });
    canvas.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(current);
    return () => {
      watch.disconnect();
      made.dispose();
      canvas.current = null;
    };
  }, [map]);
  useEffect(() => canvas.current?.show(layers), [layers, map]);
  useEffect(() => canvas.current?.recolour(), [dark.value, map]);
  useEffect(() => canvas.current?.standOut(standsOut), [standsOut, map]);
  useEffect(() => {
    if (layers.film) canvas.current?.flyTo(layers.film, layers.similar);
  }, [layers.film, layers.similar, map]);
  useEffect(() => {
    if (layers.group !== null && !layers.film) canvas.current?.flyToGroup(layers.group);
  }, [layers.group, map]);
  useEffect(() => {
    const timer = setTimeout(() => setOneFinger(0), HINT);
    return () => clearTimeout(timer);
  }, [oneFinger]);

  const save = async (format: 'png' | 'svg'): Promise<void> => {
    if (!canvas.current) return;
    const lead = texts.lead(number(map.filmes.length), number(map.grupos.length));
    const file = await canvas.current.picture(format, {
      title: texts.title,
      lines: [lead, ...props.notes],
      group: ({ nome, tamanho }) => `${nome} (${number(tamanho)})`,
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${texts.file}.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const tool = (name: IconName, label: string, onClick: () => void) => (
    <button type="button" class="round" aria-label={label} title={label} onClick={onClick}>
      <Icon name={name} />
    </button>
  );

  return (
    <figure class="map-figure">
      <div
        class="map-chart"
        ref={frame}
        role="application"
        tabIndex={0}
        aria-label={texts.described}
        aria-describedby={keys}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (canvas.current?.press(event.key)) event.preventDefault();
        }}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) canvas.current?.aim();
        }}
        onBlur={() => canvas.current?.aim(false)}
      />
      <p class="map-keys" id={keys}>
        {texts.keys}
      </p>
      <p class="unseen" role="status">
        {hovered?.byKey === true && `${hovered.film.titulo} ${hovered.film.ano ?? ''}`}
      </p>
      {hovered && <FilmTip hovered={hovered} map={map} />}
      <p class="map-fingers" aria-hidden="true" hidden={oneFinger === 0}>
        {texts.twoFingers}
      </p>
      <div class="map-tools">
        {tool('plus', texts.nearer, () => canvas.current?.zoomBy(1.7))}
        {tool('minus', texts.farther, () => canvas.current?.zoomBy(1 / 1.7))}
        {tool('frame', texts.whole, () => canvas.current?.reset())}
      </div>
      <div class="map-save">
        {(['png', 'svg'] as const).map((format) => (
          <button type="button" key={format} onClick={() => void save(format)}>
            <Icon name="save" />
            {format.toUpperCase()}
          </button>
        ))}
      </div>
    </figure>
  );
}
