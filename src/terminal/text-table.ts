/** Cells under each other: the first column to the left, numbers to the right. */
export function textTable(lines: readonly (readonly string[])[]): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same in Markdown. */
export function markdownTable(lines: readonly (readonly string[])[]): string {
  const [head, ...body] = lines.map((line) => `| ${line.join(' | ')} |`);
  return [head, `|${lines[0].map((_, n) => (n === 0 ? '---|' : '---:|')).join('')}`, ...body].join('\n');
}
