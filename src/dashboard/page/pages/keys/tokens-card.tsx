import { useState } from 'preact/hooks';
import type { PersonToken, User } from '../../api/answer-types';
import { ask, send } from '../../api/client';
import { moment, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/dialog';
import { PersonLink } from '../../ui/person-link';
import { UserPicker } from '../../ui/pickers';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { ShownOnce } from './shown-once';

type Person = Pick<User, 'id' | 'nome'>;

const HOUR = 3_600;

/** In hours. */
const validities = [1, 24, 7 * 24, 30 * 24] as const;

/** Makes tokens of one person, for their browser, and revokes them. */
export function TokensCard() {
  const texts = t.value.keys.tokens;
  const [person, setPerson] = useState<Person | null>(null);
  return (
    <Card title={texts.title}>
      <p class="hint">{texts.lead}</p>
      <UserPicker onPick={setPerson} />
      {/* What was made for one person does not stand beside the name of another. */}
      {person && <TokensOf key={person.id} person={person} />}
    </Card>
  );
}

function TokensOf({ person: { id, nome } }: { person: Person }) {
  const { keys, pickers } = t.value;
  const texts = keys.tokens;
  const [hours, setHours] = useState<number>(validities[0]);
  const [made, setMade] = useState<PersonToken | null>(null);
  const [asking, setAsking] = useState(false);
  const [revoked, setRevoked] = useState(false);
  const action = useAction();
  const name = nome === '' ? pickers.userNumber(id) : nome;
  const path = `/usuarios/${id}/tokens`;
  const create = (event: Event): Promise<boolean> => {
    event.preventDefault();
    setRevoked(false);
    return action.run(async () => {
      const body = { validade: hours * HOUR };
      setMade((await ask<PersonToken>(path, { method: 'POST', body })).body);
    });
  };
  const revoke = async (): Promise<void> => {
    setAsking(false);
    if (!(await action.run(() => send(path, { method: 'DELETE' })))) return;
    setMade(null);
    setRevoked(true);
  };
  return (
    <div class="person-tokens">
      <p>
        <b>
          <PersonLink id={id} name={nome} />
        </b>
      </p>
      <form class="new-key" onSubmit={(event) => void create(event)}>
        <label class="field">
          {texts.validity}
          <select value={hours} onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}>
            {validities.map((one) => (
              <option key={one} value={one}>
                {one < 24 ? texts.hours(one) : keys.days(one / 24)}
              </option>
            ))}
          </select>
        </label>
        <div class="row">
          <button type="submit" class="primary" disabled={action.busy}>
            {texts.create}
          </button>
          <button type="button" class="danger" disabled={action.busy} onClick={() => setAsking(true)}>
            {texts.revokeAll}
          </button>
        </div>
      </form>
      {action.problem && <ProblemNote problem={action.problem} />}
      {made && (
        <ShownOnce text={made.token}>
          <small>{texts.holdsUntil(name, moment(made.expira_em))}</small>
        </ShownOnce>
      )}
      <p role="status">{revoked ? texts.revoked(name) : ''}</p>
      {asking && (
        <Confirm
          title={texts.revokeTitle(name)}
          text={texts.revokeText}
          action={texts.revokeAll}
          onConfirm={() => void revoke()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
