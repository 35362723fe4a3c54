import type { ComponentChildren } from 'preact';
import type { TitleBox } from './set-title';

/** Of a drawn cover, in its units. */
export const WIDTH = 200;
export const HEIGHT = 300;

/** One way to draw a cover: a picture of few forms, and where title and year stand in it. */
export interface Composition {
  /** On what the letters stand: the group's colour made dark, or a paper with a breath of it. */
  readonly ground: 'deep' | 'paper';
  readonly letters: 'bold' | 'capitals' | 'serif';
  readonly align: 'left' | 'middle';
  /** Where the first line begins, or the last one ends. */
  readonly from: 'top' | 'bottom';
  readonly y: number;
  readonly box: TitleBox;
  readonly yearY: number;
  /** random: numbers from 0 to 1, always the same for a film. */
  readonly art: (random: () => number) => ComponentChildren;
}

const bold = { width: 168, largest: 40, smallest: 14, leading: 1.06 };

export const compositions: readonly Composition[] = [
  {
    // A sun, and the title at its foot.
    ...{ ground: 'deep', letters: 'bold', align: 'left', from: 'bottom', y: 252, yearY: 277 },
    box: { ...bold, height: 116 },
    art: (random) => {
      const [x, y] = [random() < 0.5 ? 62 : 138, 58 + 8 * random()];
      return (
        <>
          <circle class="cover-tone" cx={x} cy={y} r={50} />
          <circle class="cover-line" cx={x} cy={y} r={62 + 8 * random()} />
        </>
      );
    },
  },
  {
    // Paper with a rule above, as books are.
    ...{ ground: 'paper', letters: 'serif', align: 'left', from: 'top', y: 44, yearY: 277 },
    box: { ...bold, largest: 38, height: 150, leading: 1.12 },
    art: (random) => (
      <>
        <rect class="cover-full" width={WIDTH} height={14} />
        <rect class="cover-full" x={18} y={212} width={44 + 60 * random()} height={5} />
        <rect class="cover-tint" x={18} y={224} width={164} height={5} />
      </>
    ),
  },
  {
    // Rings around a centre, below the title.
    ...{ ground: 'deep', letters: 'capitals', align: 'middle', from: 'top', y: 34, yearY: 282 },
    box: { ...bold, largest: 30, height: 108, leading: 1.14 },
    art: (random) => {
      const y = 196 + 10 * random();
      return (
        <>
          {[18, 34, 50].map((r) => (
            <circle key={r} class="cover-line" cx={100} cy={y} r={r} />
          ))}
          <circle class="cover-tone" cx={100} cy={y} r={8} />
        </>
      );
    },
  },
  {
    // Cut aslant: colour above, paper below.
    ...{ ground: 'paper', letters: 'bold', align: 'left', from: 'bottom', y: 256, yearY: 280 },
    box: { ...bold, largest: 36, height: 116 },
    art: (random) => {
      const [left, right] = random() < 0.5 ? [128, 84] : [84, 128];
      return (
        <>
          <path class="cover-full" d={`M0 0H${WIDTH}V${right}L0 ${left}Z`} />
          <path class="cover-tint" d={`M0 ${left}L${WIDTH} ${right}v7L0 ${left + 7}Z`} />
        </>
      );
    },
  },
  {
    // A horizon in bands.
    ...{ ground: 'deep', letters: 'bold', align: 'left', from: 'top', y: 40, yearY: 284 },
    box: { ...bold, largest: 38, height: 132 },
    art: (random) => {
      const first = 190 + 8 * random();
      return [22, 15, 10, 6, 3].map((height, n) => (
        <rect key={n} class="cover-tone" y={first + 15 * n} width={WIDTH} height={height - 2} />
      ));
    },
  },
  {
    // Points on a map, a title in their midst.
    ...{ ground: 'deep', letters: 'serif', align: 'middle', from: 'top', y: 116, yearY: 246 },
    box: { ...bold, width: 160, largest: 34, height: 112, leading: 1.12 },
    art: (random) =>
      Array.from({ length: 26 }, (_, n) => {
        const y = n % 2 === 0 ? 16 + 78 * random() : 254 + 34 * random();
        const r = 1.2 + 3.4 * random();
        return <circle key={n} class={n % 3 ? 'cover-tone' : 'cover-dot'} cx={12 + 176 * random()} cy={y} r={r} />;
      }),
  },
];
