import { useState } from 'preact/hooks';
import type { ApiKey } from '../../api/answer-types';
import { ask } from '../../api/client';
import type { Scope } from '../../state/key';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { NameField } from '../../ui/name-field';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { ShownOnce } from './shown-once';

const scopes: readonly Scope[] = ['leitura', 'edicao', 'escrita', 'admin'];

/** In days; 0 for until it is revoked. */
const validities = [0, 7, 30, 90, 365] as const;

const DAY = 86_400_000;

export function NewKey({ onCreated }: { onCreated: () => void }) {
  const texts = t.value.keys;
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState<Scope>('leitura');
  const [days, setDays] = useState(0);
  const [made, setMade] = useState<string | null>(null);
  const action = useAction();
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    const until = days === 0 ? {} : { expira_em: new Date(Date.now() + days * DAY).toISOString() };
    const body = { nome: name, escopo: wanted, ...until };
    await action.run(async () => {
      const answer = await ask<ApiKey & { chave: string }>('/chaves', { method: 'POST', body });
      setMade(answer.body.chave);
      setName('');
      onCreated();
    });
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
        <label class="field">
          {texts.validity}
          <select value={days} onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}>
            {validities.map((one) => (
              <option key={one} value={one}>
                {one === 0 ? texts.untilRevoked : texts.days(one)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="primary" disabled={action.busy}>
          {texts.createNow}
        </button>
      </form>
      {action.problem && <ProblemNote problem={action.problem} />}
      {made !== null && <ShownOnce text={made} />}
    </Card>
  );
}
