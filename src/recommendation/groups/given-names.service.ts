import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../database/clock';
import { Database } from '../../database/database';
import { ActiveModel } from '../model/active-model';
import { GivenName } from '../model/given-name.entity';
import { ModelStore } from '../model/model-store';
import type { FilmGroup, ServedModel } from '../model/served-model';
import type { GivenNameDto, GroupPatchBody } from './group.dto';
import { GroupNameTaken, GroupNotFound, GroupNotNamed, NamedGroupGone } from './group-problems';

/** Keeps what editors call film groups. A name stays with the number of its group, which trainings pass on. */
@Injectable()
export class GivenNames {
  constructor(
    private readonly database: Database,
    private readonly store: ModelStore,
    private readonly active: ActiveModel,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** All of them, those of groups that are gone as well. */
  async list(): Promise<GivenNameDto[]> {
    const groups = await this.active.answer((model) =>
      Promise.resolve(new Set((model?.groups ?? []).map(({ id }) => id))),
    );
    return (await this.store.givenNames()).map(({ groupId, name, englishName, changedAt }) => ({
      grupo_id: groupId,
      nome: name,
      nome_en: englishName,
      em_uso: groups.has(groupId),
      mudado_em: new Date(changedAt).toISOString(),
    }));
  }

  /** Here the name holds from now on, on the other replicas as they hear of it. Throws NoModelYet, GroupNotFound, NamedGroupGone, GroupNameTaken. */
  async change(id: number, { nome, nome_en }: GroupPatchBody): Promise<void> {
    await this.active.answerByModel((model) => this.assertFree(model, id, [nome, nome_en]));
    const given = {
      ...(nome === undefined ? {} : { name: nome }),
      ...(nome_en === undefined ? {} : { englishName: nome_en }),
    };
    await this.database.write(async (transaction) => {
      const row = { groupId: id, name: null, englishName: null, changedAt: this.now(), ...given };
      await transaction
        .createQueryBuilder()
        .insert()
        .into(GivenName)
        .values(row)
        .orUpdate(
          ['mudado_em', ...(nome === undefined ? [] : ['nome']), ...(nome_en === undefined ? [] : ['nome_en'])],
          ['grupo_id'],
        )
        .execute();
      await transaction.query('DELETE FROM nomes_de_grupos WHERE nome IS NULL AND nome_en IS NULL');
      await this.database.notify(transaction, 'modelo');
    });
    await this.active.follow();
  }

  /** Take a name back, of a group that is gone as well. Throws GroupNotNamed. */
  async remove(id: number): Promise<void> {
    await this.database.write(async (transaction) => {
      const { affected } = await transaction.delete(GivenName, { groupId: id });
      if (!affected) throw new GroupNotNamed(id);
      await this.database.notify(transaction, 'modelo');
    });
    await this.active.follow();
  }

  /** What is wrong with the number of a group that the model in use does not have. */
  async missing(id: number): Promise<GroupNotFound | NamedGroupGone> {
    const found = (await this.store.givenNames()).find(({ groupId }) => groupId === id);
    const name = found?.name ?? found?.englishName;
    return name ? new NamedGroupGone(id, name) : new GroupNotFound(id);
  }

  private async assertFree(
    { groups }: ServedModel,
    id: number,
    names: readonly (string | null | undefined)[],
  ): Promise<void> {
    if (!groups.some((group) => group.id === id)) throw await this.missing(id);
    for (const name of names) {
      const other = name && groups.find((group) => group.id !== id && isCalled(group, name));
      if (name && other) throw new GroupNameTaken(name, other.id);
    }
  }
}

function isCalled({ name: { pt, en } }: FilmGroup, name: string): boolean {
  return [pt, en].some((one) => one.toLowerCase() === name.toLowerCase());
}
