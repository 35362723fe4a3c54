import type { Text } from '../../http/language';
import type { Ref } from '../../identifiers/identifier';
import type { Accepted, RatingInput } from '../reading/rows';

/** Of so many people it is remembered which file they were in: enough to see that two files share some. */
const MOST_REMEMBERED = 100_000;

/** Looks for people who are in two files of ratings by one number: they may be two. */
export class MixedUsers {
  private readonly fileByUser = new Map<Ref, string>();
  private readonly mixed = new Map<string, { readonly user: Ref; readonly users: Set<Ref> }>();

  see(file: string, rows: readonly Accepted<RatingInput>[]): void {
    for (const { row } of rows) {
      const user = row.usuario_id;
      const before = this.fileByUser.get(user);
      if (before === undefined) {
        if (this.fileByUser.size < MOST_REMEMBERED) this.fileByUser.set(user, file);
      } else if (before !== file) {
        const files = `${before}, ${file}`;
        const known = this.mixed.get(files);
        if (known) known.users.add(user);
        else this.mixed.set(files, { user, users: new Set([user]) });
      }
    }
  }

  doubts(): Text[] {
    return [...this.mixed].map(([files, { user, users }]) => ({
      pt:
        `${files}: ${users.size} ${users.size === 1 ? 'usuário está' : 'usuários estão'} em ambos pelo mesmo número (o ${user}, por exemplo), ` +
        'e as notas foram tomadas como de uma só pessoa; se são outras pessoas, importe um arquivo só',
      en:
        `${files}: ${users.size} ${users.size === 1 ? 'user is' : 'users are'} in both by the same number (${user}, for example), ` +
        'and their ratings were taken as of one person; if they are other people, import one file only',
    }));
  }
}
