import { Problem } from '../http/problem';

/** Somebody else has the email. */
export class EmailTaken extends Problem {
  constructor(email: string) {
    super(409, 'email-em-uso', {
      pt: `O email ${email} já é de outro usuário.`,
      en: `The email ${email} already belongs to another user.`,
    });
  }
}
