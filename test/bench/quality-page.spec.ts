import { pageOf, type Section, sectionsOf } from '../../bench/quality/page';

const section = (title: string, engine: string, held: boolean): Section => ({
  title,
  engine,
  text: `12 users. Tuning took 3 s, engine ${engine}.\n\n|  | NDCG@10 |\n|---|---:|\n| popular | 0.1 |\n\ntaste groups: tau 2.`,
  verdicts: [
    { set: title, bar: '1.010 x the best other (EASE, linear, tuned), above 1', held },
    { set: title, bar: 'NDCG@10 0.1500, at least 0.14', held: true },
  ],
});

describe('the page of quality', () => {
  const titles = ['one, time', 'one, random', 'two, random', 'two, random, likes only'];
  const older = section('two, random', '01234567', false);
  const newer = section('one, time', '89abcdef', true);
  const page = pageOf('# Quality', titles, [older, newer], '89abcdef');

  it('is read as it was written', () => {
    expect(sectionsOf(page)).toEqual([newer, older]);
    expect(pageOf('# Quality', titles, sectionsOf(page), '89abcdef')).toBe(page);
  });

  it('says what is of an earlier engine, and what was not measured', () => {
    expect(page).toContain('Of an earlier engine, and marked so: two, random.');
    expect(page).toContain('Not measured: one, random; two, random, likes only.');
    expect(page).toContain('### two, random (earlier engine)\n');
    expect(page).toContain('### one, time\n');
    const bars = page.split('\n').filter((line) => /held|MISSED/.test(line));
    expect(bars.map((line) => line.split(' | ').at(-1))).toEqual([
      'held |',
      'held |',
      'MISSED, earlier engine |',
      'held, earlier engine |',
    ]);
  });

  it('has the newer of what was measured again', () => {
    const again = sectionsOf(page).filter(({ title }) => title !== 'two, random');
    const measured = section('two, random', '89abcdef', true);
    expect(pageOf('# Quality', titles, [...again, measured], '89abcdef')).not.toContain('earlier');
  });
});
