import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import type { PersonalData, User } from '../../api/answer-types';
import { ApiProblem, get } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { PersonLink } from '../../ui/person-link';
import { UserPicker } from '../../ui/pickers';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { RatingsCard } from '../recommendations/ratings-card';
import { MergeWith } from './merge-with';
import { RecordForm } from './record-form';
import { RecordsCard } from './records-card';
import { usePages } from './use-pages';

const PAGE = 20;

/** The users, and what they rated. */
export function UsersCard() {
  const texts = t.value.users;
  const allowed = mayDo('escrita');
  const pages = usePages<User>(allowed ? `/usuarios?limite=${PAGE}` : null);
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
        kind="usuarios"
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
      {open === 'new' && <UserForm user={null} onClose={() => setOpen(null)} />}
      {typeof open === 'number' && <UserDialog key={open} id={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function UserDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const data = useLoad((signal) => get<PersonalData>(`/usuarios/${id}/dados`, {}, signal), [id, dataTurn.value]);
  if (!data.data)
    return (
      <Dialog title={t.value.pickers.userNumber(id)} onClose={onClose}>
        {data.problem ? <ProblemNote problem={data.problem} /> : <Busy />}
      </Dialog>
    );
  return (
    <UserForm user={data.data.usuario} onClose={onClose}>
      <RatingsCard id={id} data={data} />
    </UserForm>
  );
}

function UserForm(props: { user: User | null; onClose: () => void; children?: ComponentChildren }) {
  const texts = t.value.users;
  const { user } = props;
  const [name, setName] = useState(user ? user.nome : '');
  const [email, setEmail] = useState(user?.email ?? '');
  return (
    <RecordForm
      texts={texts}
      kind="usuarios"
      record={user && { id: user.id, name: user.nome, body: { nome: user.nome, email: user.email } }}
      name={name}
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
    >
      {props.children}
      {user && (
        <MergeWith
          texts={texts}
          kind="usuarios"
          record={{ id: user.id, name: user.nome }}
          picker={(pick) => (
            <UserPicker onPick={({ id, nome }) => pick({ id, name: nome || t.value.pickers.userNumber(id) })} />
          )}
          body={(id) => ({ usuario_id: id })}
          onClose={props.onClose}
        />
      )}
    </RecordForm>
  );
}
