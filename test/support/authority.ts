import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the certificates of an authority, and those that it signs, are for. */
const EXTENSIONS = `[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = `;

/** A certificate and its key, in files of PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Signs certificates of servers; made in a folder by openssl, for two days. */
export class Authority {
  private constructor(
    private readonly folder: string,
    private readonly own: Certificate,
  ) {}

  /** `name`: no other in that folder has it. */
  static async make(folder: string, name: string): Promise<Authority> {
    const own = { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
    const extensions = join(folder, `${name}.cnf`);
    await writeFile(extensions, `${EXTENSIONS}DNS:none\n`);
    await openssl(
      ...['req', '-x509', '-config', extensions, '-extensions', 'authority', '-subj', `/CN=${name}`, '-days', '2'],
      ...[...NEW_KEY, '-keyout', own.key, '-out', own.certificate],
    );
    return new Authority(folder, own);
  }

  /** The certificate that whoever is to trust it is given. */
  get file(): string {
    return this.own.certificate;
  }

  /** A certificate for these hosts (`IP:127.0.0.1`, `DNS:localhost`), with a key that PostgreSQL takes. */
  async sign(name: string, hosts: string): Promise<Certificate> {
    const at = (ending: string) => join(this.folder, `${name}.${ending}`);
    await writeFile(at('cnf'), `${EXTENSIONS}${hosts}\n`);
    await openssl(
      ...['req', '-config', at('cnf'), '-subj', `/CN=${name}`, ...NEW_KEY, '-keyout', at('key'), '-out', at('csr')],
    );
    await openssl(
      ...['x509', '-req', '-in', at('csr'), '-CA', this.own.certificate, '-CAkey', this.own.key, '-set_serial', '1'],
      ...['-days', '2', '-extfile', at('cnf'), '-extensions', 'server', '-out', at('crt')],
    );
    await chmod(at('key'), 0o600);
    // It has to belong to whom PostgreSQL runs as, which is not root (scripts/local-postgres).
    if (process.getuid?.() === 0) await run('chown', ['postgres', at('key')]);
    return { certificate: at('crt'), key: at('key') };
  }
}

/** A key of an elliptic curve takes a moment to make, one of RSA a second. */
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function openssl(...words: string[]): Promise<void> {
  await run('openssl', words);
}
