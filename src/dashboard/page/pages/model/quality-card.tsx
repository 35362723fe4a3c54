import type { Estimate, QualityLine, Version } from '../../api/answer-types';
import { number, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/placeholders';
import { Switch } from '../../ui/switch';
import { useQuery, wordIn } from '../../ui/use-query';

const measures = ['ndcg10', 'recall10', 'hr10'] as const;

/** How good the lists are, against something simpler: bars with the intervals in which chance could put them. */
export function QualityCard({ quality }: { quality: Version['qualidade'] }) {
  const texts = t.value.model;
  const { query, change } = useQuery();
  const measure = wordIn(query.medida, measures);
  if (!quality || quality.tabela.length === 0)
    return (
      <Card title={texts.quality}>
        <Empty>{quality ? texts.noQuality : texts.notMeasured}</Empty>
      </Card>
    );
  const lines = [...quality.tabela].sort((a, b) => b[measure].valor - a[measure].valor);
  const fewest = Math.min(...lines.map(({ usuarios }) => usuarios));
  const largest = Math.max(...lines.map((line) => line[measure].ate));
  return (
    <Card title={texts.quality}>
      <div class="spread quality-head">
        <p class="hint">
          {texts.measured[quality.corte](number(quality.usuarios))}
          {fewest < quality.usuarios && ` ${texts.sampled(number(fewest))}`}
        </p>
        <Switch
          label={texts.measure}
          words={measures}
          names={texts.measures}
          value={measure}
          onChange={(to) => change({ medida: to === measures[0] ? null : to })}
        />
      </div>
      <table class="quality">
        <caption class="unseen">{texts.measureMeans[measure]}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.measures[measure]}</th>
            <th scope="col">{texts.interval}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.nome} class={line.papel}>
              <th scope="row">{nameOf(line)}</th>
              <td class="number">{number(line[measure].valor, 3)}</td>
              <td class="quality-bar">
                <Interval of={line[measure]} largest={largest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{texts.measureMeans[measure]}</p>
    </Card>
  );
}

function nameOf({ nome, papel }: QualityLine): string {
  const texts = t.value.model;
  return papel === 'modelo' ? texts.thisModel : (texts.lines[nome] ?? nome);
}

function Interval({ of: { valor, de, ate }, largest }: { of: Estimate; largest: number }) {
  const at = (value: number) => `${(100 * value) / largest}%`;
  return (
    <span class="interval">
      <span class="unseen">{t.value.model.from(number(de, 3), number(ate, 3))}</span>
      <span class="interval-bar" style={{ width: at(valor) }} />
      <span class="interval-range" style={{ left: at(de), width: at(ate - de) }} />
    </span>
  );
}
