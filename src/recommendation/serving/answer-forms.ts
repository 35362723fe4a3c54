import type { IncomingMessage } from 'node:http';
import fresh from 'fresh';
import { CompressedOnce, type KeptEncoding } from '../../http/compressed-once';

/** An answer as it goes out, but for the headers that all answers have and those of the moment. */
export interface AnswerForm {
  readonly status: 200 | 304;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Not sent with 304, nor to HEAD. */
  readonly body: Buffer;
}

type FormName = KeptEncoding | 'whole' | 'unchanged';

/** The forms in which an answer is sent that is sent more than once; each is made when somebody first asks for it. */
export class AnswerForms {
  private readonly made = new Map<FormName, AnswerForm>();
  private readonly compressed: CompressedOnce;

  constructor(
    private readonly body: Buffer,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.compressed = new CompressedOnce(body);
  }

  /** What they take at most beside the body, in bytes. */
  get most(): number {
    return this.compressed.most;
  }

  /** How a request is answered: 304 where the client has it, else in an encoding that it takes. */
  for(request: IncomingMessage): AnswerForm | Promise<AnswerForm> {
    const name = this.isKnownTo(request) ? 'unchanged' : (this.compressed.encodingFor(request) ?? 'whole');
    return this.made.get(name) ?? this.make(name);
  }

  private isKnownTo({ method, headers }: IncomingMessage): boolean {
    // Most ask for no more than that: nothing to work out.
    if (headers['if-none-match'] === undefined && headers['if-modified-since'] === undefined) return false;
    return (method === 'GET' || method === 'HEAD') && fresh(headers, { etag: this.headers.ETag });
  }

  private make(name: FormName): AnswerForm | Promise<AnswerForm> {
    if (name === 'whole') return this.keep(name, this.withBody(this.body));
    if (name === 'unchanged') {
      const headers = Object.entries(this.headers).filter(([header]) => header !== 'Content-Type');
      return this.keep(name, { status: 304, headers: headers.flat(), body: Buffer.alloc(0) });
    }
    return this.compressed.in(name).then((body) => this.keep(name, this.withBody(body, { 'Content-Encoding': name })));
  }

  private withBody(body: Buffer, encoding: Readonly<Record<string, string>> = {}): AnswerForm {
    const length = { Vary: `${this.headers.Vary}, Accept-Encoding`, 'Content-Length': String(body.length) };
    return { status: 200, headers: Object.entries({ ...this.headers, ...encoding, ...length }).flat(), body };
  }

  private keep(name: FormName, form: AnswerForm): AnswerForm {
    this.made.set(name, form);
    return form;
  }
}
