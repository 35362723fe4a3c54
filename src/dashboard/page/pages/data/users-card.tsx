import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem, get, send } from '../../api/client';
import type { PersonalData, User } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo, scope } from '../../state/key';
import { t } from '../../state/locale';
import { Confirm, Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Card } from '../../ui/card';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { UserPicker } from '../../ui/pickers';
import { useAction } from '../../ui/use-action';
import { RatingsCard } from '../recommendations/ratings-card';
import { Pager } from './pager';
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
      <Card title={texts.title}>
        <div class="data-search">
          <UserPicker onPick={({ id }) => setOpen(id)} />
          <button type="button" onClick={() => setOpen('new')}>
            <Icon name="plus" />
            {texts.add}
          </button>
        </div>
        {pages.problem && <ProblemNote problem={pages.problem} retry={pages.reload} />}
        {!pages.data && pages.loading && <Busy />}
        {pages.data?.rows.length === 0 && <Empty>{texts.none}</Empty>}
        <ul class="data-rows">
          {pages.data?.rows.map(({ id, nome, email }) => (
            <li key={id}>
              <span class="data-id">{id}</span>
              <span>
                <b>{nome}</b>
                <small>{email}</small>
              </span>
              <button
                type="button"
                class="quiet round"
                aria-label={texts.edit(nome)}
                title={texts.edit(nome)}
                onClick={() => setOpen(id)}
              >
                <Icon name="pencil" />
              </button>
            </li>
          ))}
        </ul>
        <Pager pages={pages} />
      </Card>
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
  const change = async (film: { id: number }, method: 'PUT' | 'DELETE', value?: number): Promise<void> => {
    const path = `/usuarios/${id}/avaliacoes/${film.id}`;
    await action.run(() => send(path, { method, ...(value !== undefined && { body: { avaliacao: value } }) }));
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
        onRate={(film, value) => change(film, 'PUT', value)}
        onRemove={(film) => change(film, 'DELETE')}
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
  const [name, setName] = useState(user?.nome ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [deleting, setDeleting] = useState(false);
  const action = useAction();
  const done = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await action.run(work))) return;
    props.onChange();
    props.onClose();
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const body = { nome: name, email: email === '' ? null : email };
    void done(() =>
      user ? send(`/usuarios/${user.id}`, { method: 'PATCH', body }) : send('/usuarios', { method: 'POST', body }),
    );
  };
  if (deleting && user)
    return (
      <Confirm
        title={texts.deleteTitle(user.nome)}
        text={texts.deleteText}
        action={t.value.common.delete}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false);
          void done(() => send(`/usuarios/${user.id}`, { method: 'DELETE' }));
        }}
      />
    );
  return (
    <Dialog title={user ? texts.edit(user.nome) : texts.add} onClose={props.onClose}>
      <form onSubmit={save}>
        <label class="field">
          {texts.name}
          <input required value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
        </label>
        <label class="field">
          {texts.email}
          <input type="email" value={email} onInput={({ currentTarget }) => setEmail(currentTarget.value)} />
        </label>
        {action.problem && <ProblemNote problem={action.problem} />}
        <div class="dialog-actions">
          {user && <a href={`/painel/recomendacoes?usuario=${user.id}`}>{texts.recommendations}</a>}
          {user && (
            <button type="button" class="danger" disabled={action.busy} onClick={() => setDeleting(true)}>
              {t.value.common.delete}
            </button>
          )}
          <button type="submit" class="primary" disabled={action.busy}>
            {t.value.common.save}
          </button>
        </div>
      </form>
      {props.children}
    </Dialog>
  );
}
