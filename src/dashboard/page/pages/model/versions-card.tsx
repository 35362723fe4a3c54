import { useState } from 'preact/hooks';
import { send } from '../../api/client';
import type { Version } from '../../api/answer-types';
import { moment, number, t } from '../../state/locale';
import { Confirm } from '../../ui/dialog';
import { Card } from '../../ui/card';
import { ProblemNote } from '../../ui/problem-note';
import { useQuery } from '../../ui/use-query';
import { useAction } from '../../ui/use-action';

const SHOWN = 8;

export function VersionsCard({ versions, onActivated }: { versions: readonly Version[]; onActivated: () => void }) {
  const texts = t.value.model;
  const [chosen, setChosen] = useState<number | null>(null);
  const { query, change } = useQuery();
  const all = query.versoes === 'todas';
  const action = useAction();
  const activate = async (version: number): Promise<void> => {
    setChosen(null);
    if (await action.run(() => send(`/modelo/versoes/${version}/ativar`, { method: 'POST' }))) onActivated();
  };
  return (
    <Card title={texts.versions}>
      {action.problem && <ProblemNote problem={action.problem} />}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={texts.versions}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.made}</th>
              <th scope="col" class="number">
                {texts.ratings}
              </th>
              <th scope="col" class="number">
                NDCG@10
              </th>
              <th scope="col">
                <span class="unseen">{texts.activate}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.slice(0, all ? undefined : SHOWN).map((version) => (
              <tr key={version.versao}>
                <th scope="row">
                  {texts.version(version.versao)} <State of={version} />
                </th>
                <td>{moment(version.criado_em)}</td>
                <td class="number">{number(version.avaliacoes)}</td>
                <td class="number">{ndcgOf(version)}</td>
                <td class="number">
                  {version.situacao !== 'ativa' && version.ativavel && (
                    <button
                      type="button"
                      aria-label={`${texts.activate} ${texts.version(version.versao)}`}
                      disabled={action.busy}
                      onClick={() => setChosen(version.versao)}
                    >
                      {texts.activate}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {versions.length > SHOWN && !all && (
        <button type="button" class="link" onClick={() => change({ versoes: 'todas' }, true)}>
          {t.value.common.more}
        </button>
      )}
      {chosen !== null && (
        <Confirm
          title={texts.activateTitle(chosen)}
          text={texts.activateText}
          action={texts.activate}
          onConfirm={() => void activate(chosen)}
          onClose={() => setChosen(null)}
        />
      )}
    </Card>
  );
}

function State({ of: { situacao, motivo } }: { of: Version }) {
  const texts = t.value.model;
  if (situacao === 'ativa') return <span class="tag good">{texts.isActive}</span>;
  if (situacao === 'pronta') return null;
  return (
    <>
      <span class="tag bad">{texts.rejected}</span>
      {motivo !== null && <small class="version-reason">{motivo}</small>}
    </>
  );
}

function ndcgOf({ qualidade }: Version): string {
  const line = qualidade?.tabela.find(({ papel }) => papel === 'modelo');
  return line ? number(line.ndcg10.valor, 3) : '–';
}
