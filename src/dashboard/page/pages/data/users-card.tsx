import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import type { PersonalData, User } from '../../api/answer-types';
import { ApiProblem, get } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { putRating, removeRating } from '../../api/user-ratings';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { PersonLink } from '../../ui/person-link';
import { UserPicker } from '../../ui/pickers';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { RatingsCard } from '../recommendations/ratings-card';
import { RecordForm } from './record-form';
import { RecordsCard } from './records-card';
import { usePages } from './use-pages';

const PAGE = 20;

/** The users, and what they rated. */
export function UsersCard({ turn, onChange }: { turn: number; onChange: () => void }) {
  const texts = t.value.users;
  const allowed = mayDo('escrita');
  const pages = usePages<User>(allowed ? `/usuarios?limite=${PAGE}` : null, turn);
  const [open, setOpen] = useState<number | 'new' | null>(null);
  if (!allowed)
    return (
      <Card title={texts.title}>
        <ProblemNote problem={new ApiProblem(scope.value === null ? 401 : 403, texts.needKey)} />
      </Card>
    );
  return (
    <>
      <RecordsCard
        texts={texts}
        search={<UserPicker onPick={({ id }) => setOpen(id)} />}
        pages={pages}
        empty={texts.none}
        nameOf={({ nome }) => nome}
        render={({ id, nome, email }) => (
          <>
            <b>
              <PersonLink id={id} name={nome} />
            </b>
            <small>{email}</small>
          </>
        )}
        onOpen={(user) => setOpen(user ? user.id : 'new')}
      />
      {open === 'new' && <UserForm user={null} onClose={() => setOpen(null)} onChange={onChange} />}
      {typeof open === 'number' && (
        <UserDialog key={open} id={open} onClose={() => setOpen(null)} onChange={onChange} />
      )}
    </>
  );
}

function UserDialog({ id, onClose, onChange }: { id: number; onClose: () => void; onChange: () => void }) {
  const data = useLoad((signal) => get<PersonalData>(`/usuarios/${id}/dados`, {}, signal), [id]);
  const action = useAction();
  const change = async (work: () => Promise<void>): Promise<void> => {
    await action.run(work);
    data.reload();
  };
  if (!data.data)
    return (
      <Dialog title={t.value.pickers.userNumber(id)} onClose={onClose}>
        {data.problem ? <ProblemNote problem={data.problem} /> : <Busy />}
      </Dialog>
    );
  return (
    <UserForm user={data.data.usuario} onClose={onClose} onChange={onChange}>
      {action.problem && <ProblemNote problem={action.problem} />}
      <RatingsCard
        data={data}
        busy={action.busy}
        onRate={(film, value) => change(() => putRating(id, film.id, value))}
        onRemove={(film) => change(() => removeRating(id, film.id))}
      />
    </UserForm>
  );
}

function UserForm(props: {
  user: User | null;
  onClose: () => void;
  onChange: () => void;
  children?: ComponentChildren;
}) {
  const texts = t.value.users;
  const { user } = props;
  const [name, setName] = useState(user ? user.nome : '');
  const [email, setEmail] = useState(user?.email ?? '');
  return (
    <RecordForm
      texts={texts}
      path="/usuarios"
      record={user && { id: user.id, name: user.nome }}
      body={{ nome: name, email: email === '' ? null : email }}
      fields={
        <>
          <label class="field">
            {texts.name}
            <input required value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
          </label>
          <label class="field">
            {texts.email}
            <input type="email" value={email} onInput={({ currentTarget }) => setEmail(currentTarget.value)} />
          </label>
        </>
      }
      link={user && <a href={addressOf(`/painel/recomendacoes?usuario=${user.id}`)}>{texts.recommendations}</a>}
      onClose={props.onClose}
      onChange={props.onChange}
    >
      {props.children}
    </RecordForm>
  );
}
