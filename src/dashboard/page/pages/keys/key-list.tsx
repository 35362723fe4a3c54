import { useState } from 'preact/hooks';
import type { ApiKey } from '../../api/answer-types';
import { send } from '../../api/client';
import type { Loaded } from '../../api/use-load';
import { key } from '../../state/key';
import { day, moment, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/dialog';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

export function KeyList({ keys }: { keys: Loaded<ApiKey[]> }) {
  const texts = t.value.keys;
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const action = useAction();
  const revoke = async ({ id }: ApiKey): Promise<void> => {
    setRevoking(null);
    if (await action.run(() => send(`/chaves/${id}`, { method: 'DELETE' }))) keys.reload();
  };
  return (
    <Card title={texts.all}>
      {keys.problem && <ProblemNote problem={keys.problem} retry={keys.reload} />}
      {action.problem && <ProblemNote problem={action.problem} />}
      {!keys.data && keys.loading && <Busy />}
      <ul class="key-list">
        {keys.data?.map((one) => (
          <KeyRow key={one.id} one={one} onRevoke={() => setRevoking(one)} />
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={texts.revokeTitle(revoking.nome)}
          text={isOwn(revoking) ? texts.revokeOwn : texts.revokeText}
          action={texts.revoke}
          onConfirm={() => void revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Card>
  );
}

function KeyRow({ one, onRevoke }: { one: ApiKey; onRevoke: () => void }) {
  const texts = t.value.keys;
  const expired = one.expira_em !== null && Date.parse(one.expira_em) <= Date.now();
  return (
    <li class={one.revogada_em !== null || expired ? 'revoked' : ''}>
      <div>
        <b>{one.nome}</b> <span class="tag">{t.value.key.scopes[one.escopo]}</span>{' '}
        {isOwn(one) && <span class="tag good">{texts.own}</span>}
        <small>
          <code>{one.prefixo}…</code> · {texts.createdAt(day(one.criada_em))}
          {one.revogada_em !== null && ` · ${texts.revokedAt(day(one.revogada_em))}`}
        </small>
        {one.expira_em !== null && (
          <small>{(expired ? texts.expiredAt : texts.expiresAt)(moment(one.expira_em))}</small>
        )}
        <small>{one.ultimo_uso === null ? texts.unused : texts.usedAt(moment(one.ultimo_uso))}</small>
      </div>
      {one.revogada_em === null && (
        <button type="button" class="danger" aria-label={`${texts.revoke} ${one.nome}`} onClick={onRevoke}>
          {texts.revoke}
        </button>
      )}
    </li>
  );
}

function isOwn({ prefixo }: ApiKey): boolean {
  return key.value?.text.startsWith(`${prefixo}_`) === true;
}
