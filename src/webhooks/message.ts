/** What receivers of webhooks are told of, each with the ids of what it is about. Names, emails and titles stay here. */
export type Message =
  | { readonly type: 'modelo.ativado'; readonly data: { readonly versao: number } }
  | { readonly type: 'treino.falhou'; readonly data: { readonly treino_id: number } }
  | { readonly type: 'importacao.concluida'; readonly data: { readonly importacao_id: number } }
  | {
      readonly type: 'usuario.apagado';
      /** `unido_a`: who has all that was theirs, where two were one; null when it is gone. */
      readonly data: { readonly usuario_id: number; readonly unido_a: number | null };
    };

export type MessageType = Message['type'];

const described: Readonly<Record<MessageType, true>> = {
  'modelo.ativado': true,
  'treino.falhou': true,
  'importacao.concluida': true,
  'usuario.apagado': true,
};

/** Every type of message that a webhook may ask for. */
export const messageTypes = Object.keys(described) as readonly MessageType[];

/** The type of a message that only whoever tries a webhook out asks for. */
export const TEST_TYPE = 'webhook.teste';
