import type { Text } from '../../config/language';

/** What keeps an encrypted connection to PostgreSQL from being made; whoever runs the program can put each of them right. */
type TlsTrouble = 'authority' | 'host' | 'time' | 'no-tls' | 'only-tls' | 'own-certificate';

interface ConnectionError {
  readonly code?: unknown;
  readonly message?: string;
}

/** Nobody whom we trust has signed the certificate: codes of OpenSSL. */
const UNTRUSTED =
  /^(UNABLE_TO_\w+|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|CERT_(UNTRUSTED|REJECTED|REVOKED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/;

/** It is of another time than now. */
const OUT_OF_TIME = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;

/** PostgreSQL lets nobody in who comes in this way. */
const NOT_LET_IN = '28000';

/** The trouble that an error tells of; null for any other error. */
export function tlsTroubleOf({ code, message = '' }: ConnectionError): TlsTrouble | null {
  if (typeof code !== 'string') return message === 'The server does not support SSL connections' ? 'no-tls' : null;
  if (UNTRUSTED.test(code)) return 'authority';
  if (OUT_OF_TIME.test(code)) return 'time';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'host';
  if (code !== NOT_LET_IN) return null;
  // In English, unless the server was set to another language. Up to version 13 it was called "SSL off".
  if (message.includes('certificate')) return 'own-certificate';
  return /no encryption|SSL off/.test(message) ? 'only-tls' : null;
}

/** What to do about an error of the first connection to this address; null where there is nothing that we know of. */
export function tlsAdvice(error: ConnectionError, url: string): Text | null {
  const parameters = new URL(url).searchParams;
  const unread = unreadFile(error, parameters);
  if (unread !== null)
    return {
      pt: `${unread}, em DATABASE_URL, nomeia esse arquivo: ele tem de estar ali, e este programa tem de poder lê-lo`,
      en: `${unread} in DATABASE_URL names that file: it has to be there, and this program must be able to read it`,
    };
  const trouble = tlsTroubleOf(error);
  return trouble === null ? null : advice[trouble](parameters.get('sslrootcert'));
}

/** authority: the file that DATABASE_URL names in `sslrootcert`. */
const advice: Readonly<Record<TlsTrouble, (authority: string | null) => Text>> = {
  authority: (authority) =>
    authority === null
      ? {
          pt: 'Nenhuma autoridade que este sistema conhece assinou o certificado do servidor. Peça o arquivo da autoridade a quem cuida dele e acrescente sslrootcert=/caminho/autoridade.pem a DATABASE_URL',
          en: 'No authority that this system knows has signed the certificate of the server. Get the file of the authority from whoever runs it, and add sslrootcert=/path/authority.pem to DATABASE_URL',
        }
      : {
          pt: `A autoridade em ${authority} (sslrootcert) não assinou o certificado do servidor. Peça o arquivo certo a quem cuida dele`,
          en: `The authority in ${authority} (sslrootcert) has not signed the certificate of the server. Get the right file from whoever runs it`,
        },
  host: () => ({
    pt: 'O certificado é de outro nome. Ponha em DATABASE_URL um host que está nele',
    en: 'The certificate is of another name. Put a host into DATABASE_URL that stands in it',
  }),
  time: () => ({
    pt: 'O certificado não vale hoje. Confira o relógio desta máquina, ou peça um novo a quem cuida do servidor',
    en: 'The certificate does not hold today. Check the clock of this machine, or ask whoever runs the server for a new one',
  }),
  'no-tls': () => ({
    pt: 'Ele não fala TLS. Ligue-o ali (ssl = on) ou, numa rede que é só sua, ponha sslmode=disable em DATABASE_URL',
    en: 'It speaks no TLS. Turn it on there (ssl = on) or, on a network that is yours alone, put sslmode=disable into DATABASE_URL',
  }),
  'only-tls': () => ({
    pt: 'Ele só aceita conexões cifradas. Acrescente sslmode=verify-full a DATABASE_URL',
    en: 'It takes encrypted connections only. Add sslmode=verify-full to DATABASE_URL',
  }),
  'own-certificate': () => ({
    pt: 'Ele pede um certificado seu. Acrescente sslcert e sslkey, os arquivos dele e da sua chave, a DATABASE_URL',
    en: 'It wants a certificate of yours. Add sslcert and sslkey, the files of it and of its key, to DATABASE_URL',
  }),
};

/** The parameter that names a file which could not be read. */
function unreadFile(error: ConnectionError, parameters: URLSearchParams): string | null {
  const { path } = error as { path?: unknown };
  if (typeof path !== 'string') return null;
  return ['sslrootcert', 'sslcert', 'sslkey'].find((name) => parameters.get(name) === path) ?? null;
}
