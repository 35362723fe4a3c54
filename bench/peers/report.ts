import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { barsSvg } from './bars';

/** What was measured of one topic. */
export interface Topic {
  readonly title: string;
  readonly text: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

interface Column {
  readonly title: string;
  readonly digits: number;
  /** Drawn, under this title. */
  readonly drawn?: string;
}

/** Ratios are to the first row of the same group. */
export interface Row {
  readonly group?: string;
  readonly name: string;
  /** By column. */
  readonly values: readonly number[];
}

/** A table in Markdown: each value, and how many times the one of the first row of its group it is. */
export function tableOf({ columns, rows }: Topic): string {
  const grouped = rows.some(({ group }) => group !== undefined);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [...(grouped ? [''] : []), '', ...columns.map(({ title }) => title)];
  const rule = head.map((_, n) => (n < head.length - columns.length ? '---' : '---:'));
  return [
    line(head),
    line(rule),
    ...rows.map((row) => {
      const first = firstOf(rows, row);
      const cells = row.values.map((value, n) => {
        const shown = value.toLocaleString('en', {
          minimumFractionDigits: columns[n].digits,
          maximumFractionDigits: columns[n].digits,
        });
        return row === first ? `**${shown}**` : `${shown} = ${(value / first.values[n]).toPrecision(2)} x`;
      });
      return line([...(grouped ? [row === first ? (row.group ?? '') : ''] : []), row.name, ...cells]);
    }),
  ].join('\n');
}

function firstOf(rows: readonly Row[], { group }: Row): Row {
  return rows.find((row) => row.group === group) ?? rows[0];
}

/** Write the page and, beside it, its plot. */
export function writePage(path: string, preface: string, topics: readonly Topic[]): void {
  const plot = join(dirname(path), 'images', 'performance.svg');
  const panels = topics.flatMap(({ columns, rows }) =>
    columns.flatMap(({ drawn, digits }, n) => {
      if (drawn === undefined) return [];
      const groups = [...new Set(rows.map(({ group }) => group))];
      return groups.map((group) => ({
        title: group === undefined ? drawn : `${drawn}, ${group}`,
        digits,
        bars: rows.filter((row) => row.group === group).map(({ name, values }) => ({ name, value: values[n] })),
      }));
    }),
  );
  mkdirSync(dirname(plot), { recursive: true });
  writeFileSync(plot, barsSvg(panels));
  const image = `![The tables below as bars](${relative(dirname(path), plot)})`;
  const parts = topics.flatMap((topic) => [`## ${topic.title}`, topic.text, tableOf(topic)]);
  writeFileSync(path, `${[preface, image, ...parts].join('\n\n')}\n`);
}
