/** What a kind of event says of its film, beside the kinds that there are. */
export interface EventSignal {
  /** From -1, not at all, to 1, very much; 0 says nothing of the taste. */
  readonly preference: number;
  /** Whether the film leaves the person's lists. */
  readonly leaves?: boolean;
}

/**
 * Centroide within another application. What is left out is as in docs/configuration.md, but for what is said here; nothing is read
 * from the environment.
 */
export interface CentroideOptions {
  /** `sqlite:<file>` or `postgres://user:password@host:port/database`: a database of its own, which it brings up to date. */
  readonly database: string;
  /** Whether its routes and its page are served; `true` if left out. */
  readonly routes?: boolean;
  /** The path that they are served under; `/centroide` if left out. Global prefixes and versions of the application do not concern it. */
  readonly prefix?: string;
  /** Folder for what lies beside a database elsewhere; `./data` if left out. */
  readonly dataDir?: string;
  /** What an empty database is filled with; `none` if left out. */
  readonly seed?: 'demo' | 'none';
  /** When to train anew: a cron expression in local time. */
  readonly trainingCron?: string;
  /** `embedded`: this application starts trainings, each a process of its own. `external`: `centroide trainer` does, elsewhere. */
  readonly trainer?: 'embedded' | 'external';
  /** Least of what trainings and imports say on the standard output; `warn` if left out. What is said in this process goes to Nest's Logger. */
  readonly logLevel?: 'error' | 'warn' | 'log' | 'debug' | 'verbose';
  /** PostgreSQL: most connections. */
  readonly poolSize?: number;
  /** PostgreSQL: seconds that a statement of a request may run; 0 is no limit. */
  readonly statementTimeout?: number;
  /** PostgreSQL: a read replica, for reads that may be a moment old. */
  readonly readDatabase?: string;
  /** More kinds of events, by name. */
  readonly signals?: Readonly<Record<string, EventSignal>>;
  /** Where the first key of a new database goes; `none` if left out. `log` shows it on the standard output, once. */
  readonly firstKey?: 'log' | 'file' | 'none';
  /** By what tokens of people are signed, 32 characters or more; left out: a secret that is kept in the database. */
  readonly tokenSecret?: string;
  /** What its routes let be read without a key: lists of people as well, the catalogue and the model, or nothing. */
  readonly publicRead?: 'true' | 'catalogo' | 'false';
  /** Origins that browsers may call its routes from, or `*`. */
  readonly corsOrigin?: '*' | readonly string[];
  /** Whether webhooks may also be of this machine and of private networks; `false` if left out. */
  readonly webhookPrivate?: boolean;
  /** Origins that covers of films may be shown from. */
  readonly posterOrigins?: readonly string[];
  /** Requests per minute of one address without a key; 0 is no limit. */
  readonly rateLimit?: number;
  /** The same of one key. */
  readonly rateLimitOfKeys?: number;
  /** How many proxies in front tell the address of the client. */
  readonly trustedProxies?: number;
  /** Largest file that can be uploaded, in MB. */
  readonly uploadLimit?: number;
  /** Seconds that a body may take to arrive. */
  readonly requestTimeout?: number;
}
