import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UserNotFound } from './user-not-found';
import { Usuario } from './usuario.entity';

/** Keeps the people who rate films. */
@Injectable()
export class UsersService {
  /**
   * Note in a running transaction that the user's ratings change; returns the new profile version.
   * It takes the user's row, so writers of one user wait for each other. Throws UserNotFound.
   */
  async raiseProfileVersion(transaction: EntityManager, userId: number): Promise<number> {
    const { affected } = await transaction.increment(Usuario, { id: userId }, 'profileVersion', 1);
    if (!affected) throw new UserNotFound(userId);
    const { profileVersion } = await transaction.findOneByOrFail(Usuario, { id: userId });
    return profileVersion;
  }
}
