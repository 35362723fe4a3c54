import { useEffect } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { Model, Version } from '../../api/answer-types';
import { useLoad, type Loaded } from '../../api/use-load';
import { moment, number, rating, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { ComparisonCard } from './comparison-card';
import { HistoryCard } from './history-card';
import { QualityCard } from './quality-card';
import { TrainingCard } from './training-card';
import { VersionsCard } from './versions-card';
import './model.css';

export function ModelPage() {
  const texts = t.value.model;
  const model = useLoad((signal) => get<Model>('/modelo', {}, signal), []);
  const versions = useLoad((signal) => get<Version[]>('/modelo/versoes', {}, signal), []);
  useCaughtUp(model, versions.data);
  const reload = (): void => {
    model.reload();
    versions.reload();
  };
  const noModel = model.problem?.kind === 'sem-modelo';
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href={addressOf('/painel/modelo/experimentos')}>
          {t.value.experiments.title}
        </a>
      </PageHead>
      <div class="model">
        <div class="stack">
          {noModel ? (
            <Empty>
              <p>{texts.none}</p>
              <a href={addressOf('/painel/dados')}>{t.value.noModel.import}</a>
            </Empty>
          ) : model.problem ? (
            <ProblemNote problem={model.problem} retry={model.reload} />
          ) : !model.data ? (
            <Busy />
          ) : (
            <>
              <StoredCounts model={model.data} />
              <QualityCard quality={model.data.qualidade} />
            </>
          )}
          {versions.data && versions.data.length > 0 && <HistoryCard versions={versions.data} />}
          {versions.data && versions.data.length > 0 && <VersionsCard versions={versions.data} onActivated={reload} />}
          {versions.data && versions.data.length > 0 && <ComparisonCard versions={versions.data} />}
          {versions.problem && <ProblemNote problem={versions.problem} retry={versions.reload} />}
        </div>
        <div class="stack">
          <TrainingCard onTrained={reload} />
          {model.data && <Parameters model={model.data} />}
        </div>
      </div>
    </>
  );
}

/** The server takes up a new version a moment after it is there. In milliseconds. */
const CATCHING_UP = 1000;

function useCaughtUp(model: Loaded<Model>, versions: readonly Version[] | undefined): void {
  const active = versions?.find(({ situacao }) => situacao === 'ativa')?.versao;
  const behind = active !== undefined && !model.loading && model.data?.versao !== active;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(model.reload, CATCHING_UP);
    return () => clearTimeout(timer);
  }, [behind]);
}

function StoredCounts({ model }: { model: Model }) {
  const texts = t.value.model;
  const facts: [string, string][] = [
    [texts.ratings, number(model.avaliacoes)],
    [texts.users, number(model.usuarios)],
    [texts.films, number(model.filmes)],
    [texts.centroids, number(model.centroides)],
    [texts.filmGroups, number(model.grupos.length)],
  ];
  return (
    <Card title={texts.active(model.versao)}>
      <p class="hint">{texts.trainedAt(moment(model.criado_em), model.motor)}</p>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Parameters({ model }: { model: Model }) {
  const texts = t.value.model;
  const rows = Object.entries(model.parametros).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([part, inner]): [string, unknown] => [`${name}.${part}`, inner])
      : [[name, value]],
  );
  return (
    <Card title={texts.parameters}>
      <table class="parameters">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
                <small>{texts.parameterMeans[name]}</small>
              </th>
              <td class="number">{typeof value === 'number' ? rating(value) : String(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
