import { addressOf } from '../../api/address';
import type { ImportJob } from '../../api/answer-types';
import { number, t } from '../../state/locale';

/** What came of an import or, after a simulation, what would. */
export function ImportReport({ job }: { job: ImportJob }) {
  const texts = t.value.importing;
  if (job.estado === 'falhou') return <Failure text={job.erro ?? ''} />;
  return (
    <div class="report">
      <p class="note good">{job.simular ? texts.simulated(job.arquivo) : texts.done(job.arquivo)}</p>
      {job.copia !== null && <p class="note">{texts.copy(job.copia)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{texts.kind}</span>
            </th>
            {texts.columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(job.contagens ?? {}).map(([kind, counts]) => (
            <tr key={kind}>
              <th scope="row">{texts.kinds[kind] ?? kind}</th>
              <td class="number">{number(counts.novos)}</td>
              <td class="number">{number(counts.alterados)}</td>
              <td class="number">{number(counts.iguais)}</td>
              <td class="number">{number(counts.rejeitados)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {job.avisos.length > 0 && (
        <ul class="warnings">
          {job.avisos.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {job.rejeitadas.length > 0 && (
        <details>
          <summary>{texts.rejected(number(job.rejeitadas.length))}</summary>
          <div class="rejected" tabIndex={0} role="region" aria-label={texts.rejected('')}>
            <table>
              <tbody>
                {job.rejeitadas.map(({ arquivo, linha, motivo }) => (
                  <tr key={`${arquivo} ${linha}`}>
                    <th scope="row">
                      {arquivo}, {number(linha)}
                    </th>
                    <td>{motivo}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {!job.simular && <p class="hint">{texts.trainNext}</p>}
      {!job.simular && <a href={addressOf('/painel/modelo')}>{t.value.noModel.train}</a>}
    </div>
  );
}

/** A failure of more lines than this is one that lists what could be read instead. */
const LINES = 6;

/** Why nothing came of it: what is wrong, with what belongs to that set in below it; a long rest stands behind a click. */
function Failure({ text }: { text: string }) {
  const lines = text.split('\n');
  const own = lines.findIndex((line, n) => n > 0 && !line.startsWith('  '));
  const shown = lines.length > LINES && own > 0 ? own : lines.length;
  return (
    <div class="report">
      <p class="note bad">{lines.slice(0, shown).join('\n')}</p>
      {shown < lines.length && (
        <details>
          <summary>{t.value.importing.taken}</summary>
          <p class="told">{lines.slice(shown).join('\n')}</p>
        </details>
      )}
    </div>
  );
}
