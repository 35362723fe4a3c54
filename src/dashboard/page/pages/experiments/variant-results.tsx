import type { ExperimentReport } from '../../api/answer-types';
import { capital, number, percent, t } from '../../state/locale';

type Result = ExperimentReport['resultado'][number];
type Outcome = ExperimentReport['desfecho'];

/** Of each variant who came and what they did, the difference to the control drawn as the interval in which it lies. */
export function VariantResults({ report }: { report: ExperimentReport }) {
  const { resultado, desfecho, conclusao, proporcao } = report;
  const texts = t.value.experiments;
  const others = (['aceitou', 'terminou', 'gostou', 'nao_gostou'] as const).filter((one) => one !== desfecho);
  const bad = proporcao.errada || conclusao.estado === 'pior';
  return (
    <>
      <p class={`note ${bad ? 'bad' : conclusao.estado === 'melhor' ? 'good' : ''}`}>{conclusao.texto}</p>
      {resultado.map(
        ({ nome, aviso }) =>
          aviso !== null && (
            <p key={nome} class="note bad">
              {nome}: {aviso}
            </p>
          ),
      )}
      <Figures results={resultado} outcome={desfecho} />
      <details>
        <summary>{texts.others}</summary>
        {others.map((one) => (
          <Figures key={one} results={resultado} outcome={one} />
        ))}
      </details>
    </>
  );
}

function Figures({ results, outcome }: { results: readonly Result[]; outcome: Outcome }) {
  const texts = t.value.experiments;
  const differences = results.flatMap(({ desfechos }) => desfechos[outcome].diferenca ?? []);
  // All on one scale, with room for zero in the middle.
  const widest = Math.max(0.001, ...differences.flatMap(({ de, ate }) => [Math.abs(de), Math.abs(ate)]));
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={texts.outcomes[outcome]}>
      <table class="variant-results">
        <caption>{capital(texts.outcomes[outcome])}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.variant}</th>
            <th scope="col" class="number">
              {texts.people}
            </th>
            <th scope="col" class="number">
              {texts.complete}
            </th>
            <th scope="col" class="number">
              {texts.did}
            </th>
            <th scope="col">{texts.difference}</th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ nome, pessoas, completas, desfechos }, n) => {
            const { taxa, diferenca } = desfechos[outcome];
            return (
              <tr key={nome}>
                <th scope="row">{nome}</th>
                <td class="number">{number(pessoas)}</td>
                <td class="number">{number(completas)}</td>
                <td class="number">{taxa === null ? '–' : percent(taxa, 1)}</td>
                <td class="difference-cell">
                  {n === 0 ? (
                    <span class="hint">{texts.control}</span>
                  ) : diferenca === null ? (
                    <span class="hint">{texts.tooEarly}</span>
                  ) : (
                    <Difference of={diferenca} widest={widest} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The interval, the estimate in it, and where zero is: at the same place in every row. widest: of the scale to either side. */
function Difference(props: { of: { estimativa: number; de: number; ate: number }; widest: number }) {
  const { estimativa, de, ate } = props.of;
  const texts = t.value.experiments;
  const at = (value: number) => `${50 + (48 * value) / props.widest}%`;
  const points = (value: number) => `${value > 0 ? '+' : ''}${number(100 * value, 1)}`;
  const leavesOutZero = de > 0 || ate < 0;
  return (
    <>
      <span class="difference" aria-hidden="true">
        <span class="difference-zero" />
        <span
          class={leavesOutZero ? 'difference-range sure' : 'difference-range'}
          style={{ left: at(de), width: `${(48 * (ate - de)) / props.widest}%` }}
        />
        <span class="difference-estimate" style={{ left: at(estimativa) }} />
      </span>
      <span class="hint">{texts.points(points(estimativa), points(de), points(ate))}</span>
    </>
  );
}
