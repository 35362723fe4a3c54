import { useState } from 'preact/hooks';
import { ApiProblem, ask, get, send } from '../../api/client';
import type { ApiKey } from '../../api/answer-types';
import { useLoad, type Loaded } from '../../api/use-load';
import { key, mayDo, scope, type Scope } from '../../state/key';
import { day, t } from '../../state/locale';
import { Confirm } from '../../ui/dialog';
import { Card } from '../../ui/card';
import { PageHead } from '../../ui/page-head';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { NameField } from '../../ui/name-field';
import './keys.css';

const scopes: readonly Scope[] = ['leitura', 'edicao', 'escrita', 'admin'];

export function KeysPage() {
  const texts = t.value.keys;
  const keys = useLoad(mayDo('admin') ? (signal) => get<ApiKey[]>('/chaves', {}, signal) : null, []);
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {mayDo('admin') ? (
        <div class="keys">
          <NewKey onCreated={keys.reload} />
          <KeyList keys={keys} />
        </div>
      ) : (
        <ProblemNote problem={new ApiProblem(scope.value === null ? 401 : 403, texts.needAdmin)} />
      )}
    </>
  );
}

function NewKey({ onCreated }: { onCreated: () => void }) {
  const texts = t.value.keys;
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState<Scope>('leitura');
  const [made, setMade] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const action = useAction();
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { nome: name, escopo: wanted };
    await action.run(async () => {
      const answer = await ask<ApiKey & { chave: string }>('/chaves', { method: 'POST', body });
      setMade(answer.body.chave);
      setCopied(false);
      setName('');
      onCreated();
    });
  };
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Card title={texts.create}>
      <form class="new-key" onSubmit={(event) => void create(event)}>
        <NameField label={texts.name} hint={texts.nameHint} value={name} onInput={setName} />
        <label class="field">
          {texts.scope}
          <select value={wanted} onChange={({ currentTarget }) => setWanted(currentTarget.value as Scope)}>
            {scopes.map((one) => (
              <option key={one} value={one}>
                {t.value.key.scopes[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="primary" disabled={action.busy}>
          {texts.createNow}
        </button>
      </form>
      {action.problem && <ProblemNote problem={action.problem} />}
      {made !== null && (
        <div class="note good made-key" role="status">
          <p>{texts.onlyNow}</p>
          <code>{made}</code>
          {window.isSecureContext && (
            <button type="button" onClick={() => void copy(made)}>
              {copied ? texts.copied : texts.copy}
            </button>
          )}
        </div>
      )}
    </Card>
  );
}

function KeyList({ keys }: { keys: Loaded<ApiKey[]> }) {
  const texts = t.value.keys;
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const action = useAction();
  const revoke = async ({ id }: ApiKey): Promise<void> => {
    setRevoking(null);
    if (await action.run(() => send(`/chaves/${id}`, { method: 'DELETE' }))) keys.reload();
  };
  const own = (one: ApiKey): boolean => key.value?.text.startsWith(`${one.prefixo}_`) === true;
  return (
    <Card title={texts.all}>
      {keys.problem && <ProblemNote problem={keys.problem} retry={keys.reload} />}
      {action.problem && <ProblemNote problem={action.problem} />}
      {!keys.data && keys.loading && <Busy />}
      <ul class="key-list">
        {keys.data?.map((one) => (
          <li key={one.id} class={one.revogada_em === null ? '' : 'revoked'}>
            <div>
              <b>{one.nome}</b> <span class="tag">{t.value.key.scopes[one.escopo]}</span>{' '}
              {own(one) && <span class="tag good">{texts.own}</span>}
              <small>
                <code>{one.prefixo}…</code> · {texts.createdAt(day(one.criada_em))}
                {one.revogada_em !== null && ` · ${texts.revokedAt(day(one.revogada_em))}`}
              </small>
            </div>
            {one.revogada_em === null && (
              <button
                type="button"
                class="danger"
                aria-label={`${texts.revoke} ${one.nome}`}
                onClick={() => setRevoking(one)}
              >
                {texts.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={texts.revokeTitle(revoking.nome)}
          text={own(revoking) ? texts.revokeOwn : texts.revokeText}
          action={texts.revoke}
          onConfirm={() => void revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Card>
  );
}
