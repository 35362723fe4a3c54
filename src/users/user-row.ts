/** A user as they are stored and answered: the column names are the JSON names. */
export interface UserRow {
  id: number;
  nome: string;
  email: string | null;
}

/** A user with their ids elsewhere. */
export interface IdentifiedUser extends UserRow {
  identificadores?: string[];
}

/** The columns of a {@link UserRow}, for a SELECT. */
export const userColumns = 'id, nome, email';

/** The longest name, in characters. */
export const LONGEST_NAME = 200;
