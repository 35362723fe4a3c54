import { noted } from '../state/changes';
import { t } from '../state/locale';
import { send } from './client';

/** What somebody can say of a film beside rating it, and the kind of event that takes it back. */
export const deeds = ['visto', 'quer_ver', 'sem_interesse'] as const;
export type Deed = (typeof deeds)[number];
const takenBackBy = { visto: 'nao_visto', quer_ver: 'nao_quer_ver', sem_interesse: 'com_interesse' } as const;

interface Film {
  readonly id: number;
  readonly titulo: string;
}

/** Tell what a user did with a film, or, with `back`, that it holds no more; either can be taken back. */
export async function tellDeed(userId: number, film: Film, deed: Deed, back = false): Promise<void> {
  const tell = (kind: string) =>
    send('/eventos', { method: 'POST', body: { usuario_id: userId, filme_id: film.id, tipo: kind } });
  await tell(back ? takenBackBy[deed] : deed);
  noted({
    text: () => (back ? t.value.deeds.back : t.value.deeds.done)[deed](film.titulo),
    place: () => t.value.pickers.userNumber(userId),
    revert: () => tell(back ? deed : takenBackBy[deed]),
  });
}
