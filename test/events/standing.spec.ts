import { parseSignals, usualSignals } from '../../src/config/signals';
import { speaks, standingOf, type Said } from '../../src/events/standing';

const DAY = 86_400_000;

/** Events a day apart, as `kind` or `kind:value`. */
const said = (...events: string[]): Said[] =>
  events.map((event, n) => {
    const [kind, ...value] = event.split(':');
    return { kind, value: value.length > 0 ? Number(value[0]) : null, at: n * DAY };
  });
const standing = (...events: string[]) => standingOf(said(...events), usualSignals);

describe('what stands of the events with a film', () => {
  it('is the strongest, of equally strong ones the later', () => {
    expect(standing('quer_ver', 'assistiu', 'comecou')).toMatchObject({ preference: 0.8, kind: 'assistiu', at: DAY });
    expect(standing('assistiu', 'assistiu')).toMatchObject({ preference: 0.8, at: DAY });
    expect(standing('assistiu:0.25', 'sem_interesse')).toMatchObject({ preference: -0.6, kind: 'sem_interesse' });
    expect(standing('mostrado', 'clicou')).toMatchObject({ preference: 0, kind: null });
  });

  it('is nothing that is half a year older than the newest', () => {
    const old: Said[] = [
      { kind: 'assistiu', value: 1, at: 0 },
      { kind: 'quer_ver', value: null, at: 181 * DAY },
    ];
    expect(standingOf(old, usualSignals)).toMatchObject({ preference: 0.4, kind: 'quer_ver', gone: true });
  });

  it.each([
    ['sem_interesse', true],
    ['visto', true],
    ['assistiu', true],
    ['gostou', true],
    ['assistiu:0.51', true],
    ['assistiu:0.5', false],
    ['quer_ver', false],
    ['comecou', false],
    ['clicou', false],
  ])('takes the film out of the lists or not: %s, %s', (event, gone) => {
    expect(standing(event).gone).toBe(gone);
  });

  it('is taken back by its opposite, and comes again after it', () => {
    expect(standing('sem_interesse', 'com_interesse')).toMatchObject({ preference: 0, gone: false });
    expect(standing('sem_interesse', 'com_interesse', 'sem_interesse')).toMatchObject({ preference: -0.6, gone: true });
    expect(standing('quer_ver', 'nao_quer_ver')).toMatchObject({ preference: 0, gone: false });
    expect(standing('visto', 'nao_visto').gone).toBe(false);
    expect(standing('visto', 'com_interesse').gone).toBe(false);
    expect(standing('sem_interesse', 'nao_visto').gone).toBe(true);
    expect(standing('visto', 'nao_quer_ver').gone).toBe(true);
  });

  it('tells what is not liked from what was only seen', () => {
    expect(standing('visto').unwanted).toBe(false);
    expect(standing('sem_interesse').unwanted).toBe(true);
  });

  it('knows the kinds of a team, which may say the usual ones anew', () => {
    const own = parseSignals('curtiu=0.9, pulou=-0.4:sai,visto=0.3');
    expect(standingOf(said('pulou', 'curtiu'), own)).toMatchObject({ preference: 0.9, gone: true });
    expect(standingOf(said('visto'), own)).toMatchObject({ preference: 0.3, gone: false });
    expect(standingOf(said('quer_ver'), own).preference).toBe(0.4);
    expect(['curtiu', 'nao_visto', 'clicou', 'outro'].map((kind) => speaks(kind, own))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each(['curtiu', 'curtiu=2', 'curtiu=0.5:fica', 'Curtiu=1', 'a=1,a=0', 'nao_visto=1', ''])(
    'refuses the setting %j',
    (text) => {
      expect(() => parseSignals(text)).toThrow();
    },
  );
});
