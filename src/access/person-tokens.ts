import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { counters } from '../database/counters';
import { Database } from '../database/database';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { NotOfPerson } from './access-problems';
import { isPerson, type Identity, type PersonIdentity } from './identity';
import { TokenSecret } from './token-secret';

export interface PersonToken {
  readonly token: string;
  /** In milliseconds since 1970, of a whole second. */
  readonly expiresAt: number;
}

/** The only algorithm: whatever else a token names, none included, is refused. */
const ALGORITHM = 'HS256';

/** What others sign by the same secret is no token of ours. */
const ISSUER = 'centroide';
const AUDIENCE = 'pessoa';

/** Three parts with dots between them, which no key has. */
const shape = /^[\w-]+\.[\w-]*\.[\w-]*$/;

/** What a token must fit, as it is now. */
interface Standing {
  /** Of the person … */
  readonly epoca_tokens: number;
  /** … of these data: others may have people of the same numbers. */
  readonly geracao: string;
  /** By the database's clock, the same for all servers: in milliseconds since 1970. */
  readonly agora: number;
}

/**
 * Tokens for one person, to be held by their browser: JSON Web Tokens (RFC 7519), of which nothing is kept. One holds until it
 * expires, the person's epoch is raised, or the person is erased: the database is asked each time, so that it ends at once
 * and on all servers.
 */
@Injectable()
export class PersonTokens {
  constructor(
    private readonly database: Database,
    private readonly secret: TokenSecret,
  ) {}

  /** Make a token that holds for so many seconds; null when there is no such person. */
  async issue(userId: number, seconds: number): Promise<PersonToken | null> {
    const standing = await this.standingOf(userId);
    if (!standing) return null;
    const now = Math.ceil(standing.agora / 1000);
    const token = await new SignJWT({ epoca: epochOf(standing) })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(String(userId))
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(await this.secret.getOrMake());
    return { token, expiresAt: 1000 * (now + seconds) };
  }

  /** Whose token this is; null when it is none, or holds no more. */
  async identify(text: string): Promise<PersonIdentity | null> {
    const payload = looksLikeToken(text) ? await this.verified(text) : null;
    const userId = Number(payload?.sub);
    // Signed by us: the database is asked for nothing that somebody made up.
    if (!payload || !Number.isSafeInteger(userId)) return null;
    const standing = await this.standingOf(userId);
    if (!standing || payload.epoca !== epochOf(standing)) return null;
    return 1000 * Number(payload.exp) > standing.agora ? { userId } : null;
  }

  /** Whether a reference to a person, as it came in an address or a body, is to this one. */
  async isSelf({ userId }: PersonIdentity, ref: Ref): Promise<boolean> {
    if (typeof ref === 'number') return ref === userId;
    const found = await resolveIdentifiers(this.database, this.database.dialect, 'usuarios', [ref]);
    return found.get(ref) === userId;
  }

  /**
   * The people in a body, as whoever sends it may name them: with a key as they are; with a token all must be its person, by
   * number, so that no id elsewhere becomes somebody else's meanwhile. Throws NotOfPerson.
   */
  async allowed(caller: Identity | null, refs: readonly Ref[]): Promise<readonly Ref[]> {
    if (!isPerson(caller)) return refs;
    for (const ref of new Set(refs)) if (!(await this.isSelf(caller, ref))) throw new NotOfPerson();
    return refs.map(() => caller.userId);
  }

  private async verified(text: string): Promise<JWTPayload | null> {
    const secret = await this.secret.get();
    if (!secret) return null;
    try {
      const { payload } = await jwtVerify(text, secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'epoca'],
        // Whether it has expired is for the database's clock to say.
        currentDate: new Date(0),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private async standingOf(userId: number): Promise<Standing | undefined> {
    const rows = await this.database.queryPrepared<Standing>(
      `SELECT epoca_tokens, (SELECT valor FROM sistema WHERE chave = '${counters.generation}') AS geracao,
         ${this.database.dialect.clock} AS agora
       FROM usuarios WHERE id = $1`,
      [userId],
    );
    return rows.at(0);
  }
}

/** Whether what came in the header is meant as a token, and not as a key. */
export function looksLikeToken(text: string): boolean {
  return shape.test(text);
}

function epochOf({ geracao, epoca_tokens }: Standing): string {
  return `${geracao}.${epoca_tokens}`;
}
