import type { ImportJob } from '../../api/answer-types';
import { t } from '../../state/locale';
import { FIELDS, isTracked, type Choices, type TakenFile } from './import-choices';

/** Rows that are shown of each file. */
const ROWS = 3;

/** What a simulation took a file for, what a person may say of it, and the import itself. */
export function ImportPlan(props: {
  job: ImportJob;
  files: readonly TakenFile[];
  choices: Choices;
  onChange: (choices: Choices) => void;
  onSimulate: () => void;
  onImport: () => void;
}) {
  const texts = t.value.importing.plan;
  const { job, files, choices, onChange } = props;
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
    <div class="plan">
      {files.map((file, n) => (
        <FileTaken
          key={`${n} ${file.arquivo} ${file.tipo}`}
          file={file}
          // What is said of columns is said of all files.
          columns={files.length === 1 ? choices.columns : undefined}
          onChange={(columns) => onChange({ ...choices, columns })}
        />
      ))}
      {isTracked(job) && (
        <>
          {field('person', texts.person, '7')}
          {field('name', texts.name, '')}
        </>
      )}
      <details open={failed}>
        <summary>{texts.reading}</summary>
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
      </details>
      <div class="plan-do">
        <button type="button" onClick={props.onSimulate}>
          {texts.again}
        </button>
        {!failed && (
          <button type="button" class="primary" onClick={props.onImport}>
            {texts.now}
          </button>
        )}
      </div>
    </div>
  );
}

/** columns: as they were changed; null: not at all; left out: they cannot be. */
function FileTaken(props: {
  file: TakenFile;
  columns: readonly string[] | null | undefined;
  onChange: (columns: readonly string[]) => void;
}) {
  const texts = t.value.importing.plan;
  const { arquivo, formato, colunas, linhas } = props.file;
  const fields = props.columns ?? colunas.map(({ campo }) => campo ?? '');
  const change = (n: number, field: string): void =>
    // One column is one thing.
    props.onChange(fields.map((one, at) => (at === n ? field : one === field ? '' : one)));
  const label = formato === '' ? arquivo : `${arquivo}: ${formato}`;
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
                  <small>{fields[n] === '' ? texts.leftOut : fields[n]}</small>
                ) : (
                  <select
                    aria-label={texts.column(coluna)}
                    value={fields[n]}
                    onChange={({ currentTarget }) => change(n, currentTarget.value)}
                  >
                    <option value="">{texts.leftOut}</option>
                    {[...new Set([...FIELDS, ...fields.filter((one) => one !== '')])].map((one) => (
                      <option key={one} value={one}>
                        {one}
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
