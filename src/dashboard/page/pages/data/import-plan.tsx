import type { ImportJob } from '../../api/answer-types';
import { t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';
import { isTracked, ROWS, type Choices, type TakenFile } from './import-choices';
import { ImportReport } from './import-report';

/** What a simulation took a file for, what a person may say of it, and the import itself. */
export function ImportPlan(props: {
  job: ImportJob;
  files: readonly TakenFile[];
  choices: Choices;
  onChange: (choices: Choices) => void;
  onStart: (dryRun: boolean) => void;
  onClose: () => void;
}) {
  const texts = t.value.importing.plan;
  const { job, choices, onChange } = props;
  // A file with rows of two kinds is shown once.
  const files = props.files.filter(({ arquivo }, n) => props.files.findIndex((one) => one.arquivo === arquivo) === n);
  const failed = job.estado === 'falhou';
  const field = (name: 'separator' | 'scale' | 'person' | 'name', label: string, placeholder: string) => (
    <label class="field">
      {label}
      <input
        value={choices[name]}
        placeholder={placeholder}
        onInput={({ currentTarget }) => onChange({ ...choices, [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <Dialog title={texts.title(job.arquivo)} onClose={props.onClose}>
      <div class="plan">
        {failed && <ImportReport job={job} />}
        {files.map((file) => (
          <FileTaken
            key={file.arquivo}
            file={file}
            // What is said of columns is said of all files.
            columns={files.length === 1 ? choices.columns : undefined}
            onChange={(columns) => onChange({ ...choices, columns })}
          />
        ))}
        {isTracked(job) && (
          <div class="plan-fields">
            {field('person', texts.person, '7')}
            {field('name', texts.name, '')}
          </div>
        )}
        <details open={failed}>
          <summary>{texts.reading}</summary>
          <div class="plan-fields">
            {field('separator', texts.separator, texts.asShown)}
            <label class="field">
              {texts.dates}
              <select
                value={choices.dates}
                onChange={({ currentTarget }) => onChange({ ...choices, dates: currentTarget.value })}
              >
                <option value="">{texts.asShown}</option>
                <option value="DD/MM/AAAA">{texts.dayFirst}</option>
                <option value="MM/DD/AAAA">{texts.monthFirst}</option>
              </select>
            </label>
            {field('scale', texts.scale, texts.asShown)}
            <label class="tick">
              <input
                type="checkbox"
                checked={choices.headerless}
                onChange={({ currentTarget }) => onChange({ ...choices, headerless: currentTarget.checked })}
              />
              {texts.headerless}
            </label>
          </div>
        </details>
        {!failed && <ImportReport job={job} />}
      </div>
      <div class="dialog-actions">
        <button type="button" onClick={() => props.onStart(true)}>
          {texts.again}
        </button>
        {!failed && (
          <button type="button" class="primary" onClick={() => props.onStart(false)}>
            {texts.now}
          </button>
        )}
      </div>
    </Dialog>
  );
}

/** What we call columns that files of others have. */
const OUR_NAMES: Readonly<Record<string, string>> = {
  ...{ userId: 'usuario_id', movieId: 'filme_id', film: 'filme_id', name: 'nome', title: 'titulo', year: 'ano' },
  ...{ rating: 'avaliacao', timestamp: 'avaliado_em', watchedDate: 'avaliado_em', watchedAt: 'avaliado_em' },
  ...{ genres: 'genero', directors: 'diretor', event: 'tipo', value: 'valor' },
};

/** columns: as they were changed; null: not at all; left out: they cannot be. */
function FileTaken(props: {
  file: TakenFile;
  columns: readonly string[] | null | undefined;
  onChange: (columns: readonly string[]) => void;
}) {
  const texts = t.value.importing.plan;
  const { arquivo, formato, colunas, linhas } = props.file;
  const fields = props.columns ?? colunas.map(({ campo }) => campo ?? '');
  // What it was taken for may be called otherwise than by our names.
  const known = new Set(fields.map((field) => OUR_NAMES[field] ?? field));
  const others = Object.keys(texts.fields).filter((field) => !known.has(field));
  const choosable = [...fields.filter((field) => field !== ''), ...others];
  const labelOf = (field: string): string => texts.fields[OUR_NAMES[field] ?? field] ?? field;
  const change = (n: number, field: string): void =>
    // One column is one thing.
    props.onChange(fields.map((one, at) => (at === n ? field : one === field ? '' : one)));
  const label = `${arquivo}: ${formato}`;
  return (
    <div class="taken" tabIndex={0} role="region" aria-label={label}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            {colunas.map(({ coluna }, n) => (
              <th key={n} scope="col">
                {coluna}
                {props.columns === undefined ? (
                  fields[n] !== coluna && <small>{fields[n] ? labelOf(fields[n]) : texts.leftOut}</small>
                ) : (
                  <select
                    aria-label={texts.column(coluna)}
                    value={fields[n]}
                    onChange={({ currentTarget }) => change(n, currentTarget.value)}
                  >
                    <option value="">{texts.leftOut}</option>
                    {choosable.map((field) => (
                      <option key={field} value={field}>
                        {labelOf(field)}
                      </option>
                    ))}
                  </select>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linhas.slice(0, ROWS).map((cells, row) => (
            <tr key={row}>
              {colunas.map((_, n) => (
                <td key={n}>{cells[n] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
