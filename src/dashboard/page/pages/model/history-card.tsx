import type { Version } from '../../api/answer-types';
import { number, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { HistoryChart, type HistoryPoint } from './history-chart';

/** Quality of each version when it was made, and when it was measured again on what was rated since. */
export function HistoryCard({ versions }: { versions: readonly Version[] }) {
  const texts = t.value.model;
  const points = versions
    .map(pointOf)
    .filter((point) => point !== null)
    .reverse();
  return (
    <Card title={texts.history}>
      {points.length < 2 ? (
        <p class="hint">{texts.historyLater}</p>
      ) : (
        <>
          <HistoryChart points={points} />
          <table class="unseen">
            <caption>{texts.history}</caption>
            <tbody>
              {points.map(({ version, made, now }) => (
                <tr key={version}>
                  <th scope="row">{texts.version(version)}</th>
                  <td>{number(made.valor, 3)}</td>
                  <td>{now && number(now.valor, 3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Drift version={versions.find(({ situacao }) => situacao === 'ativa')} />
    </Card>
  );
}

function Drift({ version }: { version: Version | undefined }) {
  const texts = t.value.model;
  const drift = version?.desvio;
  if (!drift?.agora || !drift.quando_ativado) return <p class="hint">{texts.noDrift}</p>;
  return <p class="drift">{texts.drift(number(drift.quando_ativado.valor, 3), number(drift.agora.valor, 3))}</p>;
}

function pointOf({ versao, qualidade, situacao, desvio }: Version): HistoryPoint | null {
  const line = qualidade?.tabela.find(({ papel }) => papel === 'modelo');
  return line
    ? { version: versao, made: line.ndcg10, now: desvio?.agora ?? null, rejected: situacao === 'rejeitada' }
    : null;
}
