import { useEffect, useRef } from 'preact/hooks';
import type { Version } from '../../api/answer-types';
import { number, t } from '../../state/locale';
import { dark } from '../../state/theme';
import { Card } from '../../ui/card';
import type { HistoryPoint } from './history-chart';

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
          <Drawn points={points} />
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

function Drawn({ points }: { points: readonly HistoryPoint[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const texts = t.value.model;
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    let close = (): void => undefined;
    let gone = false;
    void import('./history-chart').then(({ drawHistory }) => {
      if (!gone) close = drawHistory(current, points, texts.chart);
    });
    return () => {
      gone = true;
      close();
    };
  }, [points.length, points.at(-1)?.version, dark.value, texts]);
  return <div class="history-chart" ref={frame} aria-hidden="true" />;
}
