import type { Text } from '../http/language';
import { InvalidFields, Problem } from '../http/problem';
import { show } from '../http/validation.pipe';

/** Each message is written once for every webhook that asks for it. */
export const MOST_WEBHOOKS = 20;

export class WebhookNotFound extends Problem {
  constructor(id: number) {
    super(404, 'webhook-nao-encontrado', {
      pt: `Webhook com ID ${id} não encontrado.`,
      en: `There is no webhook with ID ${id}.`,
    });
  }
}

export class TooManyWebhooks extends Problem {
  constructor() {
    super(409, 'webhooks-demais', {
      pt: `Há ${MOST_WEBHOOKS} webhooks, e mais não cabem: apague um que não sirva mais.`,
      en: `There are ${MOST_WEBHOOKS} webhooks, and there is room for no more: delete one that is of no use any more.`,
    });
  }
}

/** What addresses may be those of webhooks. */
export const acceptedAddresses: Text = {
  pt: 'https:// que leve à internet; com WEBHOOK_PRIVATE=true, também https:// e http:// a esta máquina e a redes privadas',
  en: 'https:// that leads to the internet; with WEBHOOK_PRIVATE=true, also https:// and http:// to this machine and to private networks',
};

/** The address is none, or leads to where messages may not go. */
export class AddressNotOpen extends InvalidFields {
  constructor(url: string) {
    const shown = show(url);
    super([
      {
        field: 'url',
        message: {
          pt: `recebeu ${shown}; aceita ${acceptedAddresses.pt}`,
          en: `got ${shown}; takes ${acceptedAddresses.en}`,
        },
      },
    ]);
  }
}
