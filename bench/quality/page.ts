import { verdictTable, type Verdict } from './report';

/** One set, as it stands on the page. */
export interface Section {
  /** As `titleOf` has it. */
  readonly title: string;
  /** Markdown, without its heading. */
  readonly text: string;
  /** Name of the engine that ours was measured with, see `engineDigest`; null where the page does not say. */
  readonly engine: string | null;
  readonly verdicts: readonly Verdict[];
}

const EARLIER = 'earlier engine';

/** The sections of a page that `pageOf` wrote: what is not measured anew is kept as it stands. */
export function sectionsOf(page: string): Section[] {
  const verdicts = [...page.matchAll(/^\| (.+?) \| (.+) \| (held|MISSED)(?:, earlier engine)? \|$/gm)].map(
    ([, set, bar, said]): Verdict => ({ set, bar, held: said === 'held' }),
  );
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      const title = section.slice(0, end).replace(` (${EARLIER})`, '');
      const text = section.slice(end).trim();
      const engine = /[Ee]ngine ([0-9a-f]{8})\./.exec(text)?.[1] ?? null;
      return { title, text, engine, verdicts: verdicts.filter(({ set }) => set === title) };
    });
}

/** The page, its sets in the order of these titles. engine: the present one. */
export function pageOf(
  preface: string,
  titles: readonly string[],
  sections: readonly Section[],
  engine: string,
): string {
  const present = titles.flatMap((title) => sections.filter((section) => section.title === title));
  const earlier = present.filter((section) => section.engine !== engine).map(({ title }) => title);
  const absent = titles.filter((title) => !present.some((section) => section.title === title));
  const notes = [
    `The present engine is ${engine}.`,
    ...(earlier.length > 0 ? [`Of an ${EARLIER}, and marked so: ${earlier.join('; ')}.`] : []),
    ...(absent.length > 0 ? [`Not measured: ${absent.join('; ')}.`] : []),
  ];
  const mark = (title: string): string => (earlier.includes(title) ? `, ${EARLIER}` : '');
  return `${[
    preface,
    notes.join(' '),
    '## Bars',
    verdictTable(
      present.flatMap(({ verdicts }) => verdicts),
      mark,
    ),
    '## Sets',
    ...present.map(({ title, text }) => `### ${title}${earlier.includes(title) ? ` (${EARLIER})` : ''}\n\n${text}`),
  ].join('\n\n')}\n`;
}
