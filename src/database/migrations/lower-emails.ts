import type { MigrationInterface, QueryRunner } from 'typeorm';
import { say } from '../../config/language';

/** Users read at a time. */
const PAGE = 10_000;

/**
 * An email is one whatever its case, and stored in small letters. Of two users with the same one in two spellings, the one
 * who has it in small letters keeps it, else the one with the lower id; the other's stays as it was written, so that it is not
 * lost, and is told.
 */
export class LowerEmails implements MigrationInterface {
  readonly name = 'EmailsMinusculos1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    const doubles: string[] = [];
    for (let last = 0; ;) {
      const page = (await runner.query(
        `SELECT id, email FROM usuarios WHERE id > ${last} AND email IS NOT NULL ORDER BY id LIMIT ${PAGE}`,
      )) as { id: number | string; email: string }[];
      for (const { id, email } of page) {
        last = Number(id);
        const owner = await lower(runner, last, email);
        if (owner !== null) doubles.push(`${last} (${say('de', 'of')} ${owner})`);
      }
      if (page.length < PAGE) break;
    }
    // Past the log, which commands do not have. Numbers only: an email is nobody's business.
    if (doubles.length > 0)
      console.warn(
        say(
          `Emails de duas pessoas, iguais a menos de maiúsculas; o segundo ficou como estava: ${doubles.join(', ')}. ` +
            'docs/upgrading.md diz o que fazer.',
          `Emails of two people, the same but for capitals; the second one stays as it was: ${doubles.join(', ')}. ` +
            'docs/upgrading.md says what to do.',
        ),
      );
  }

  down(): Promise<void> {
    // How they were written is not known any more.
    return Promise.resolve();
  }
}

/** Store an email in small letters; whoever has it so already, if anybody, keeps it and is returned. */
async function lower(runner: QueryRunner, id: number, email: string): Promise<number | null> {
  const small = email.toLowerCase();
  if (small === email) return null;
  const mark = runner.connection.options.type === 'sqlite' ? ['?', '?'] : ['$1', '$2'];
  const owners = (await runner.query(`SELECT id FROM usuarios WHERE email = ${mark[0]}`, [small])) as {
    id: number | string;
  }[];
  const owner = owners.at(0);
  if (owner) return Number(owner.id);
  await runner.query(`UPDATE usuarios SET email = ${mark[0]} WHERE id = ${mark[1]}`, [small, id]);
  return null;
}
