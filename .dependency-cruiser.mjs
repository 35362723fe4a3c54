/**
 * The arrows of the tree: who may import whom, type imports included. Checked by `npm run lint`; docs/architecture.md draws
 * them. A room is a folder of src; a file that lies in src itself is an entry point, or for everybody.
 */

/** The rooms that each room may import. */
const rooms = {
  config: [],
  engine: [],
  terminal: ['config'],
  dashboard: ['config', 'http', 'access'],
  database: ['config', 'terminal'],
  http: ['config'],
  access: ['config', 'database', 'http', 'identifiers'],
  observability: ['config', 'database', 'http', 'access'],
  identifiers: ['config', 'database', 'http'],
  films: ['config', 'database', 'http', 'access', 'identifiers'],
  webhooks: ['config', 'database', 'http', 'access'],
  users: ['config', 'database', 'http', 'access', 'identifiers', 'webhooks'],
  rules: ['config', 'database', 'http', 'access', 'identifiers', 'films'],
  merging: ['config', 'database', 'http', 'access', 'identifiers', 'films', 'users'],
  events: ['config', 'database', 'http', 'access', 'identifiers', 'films', 'users'],
  ratings: ['config', 'database', 'http', 'access', 'identifiers', 'films', 'users', 'events'],
  experiments: [
    'config',
    'database',
    'http',
    'access',
    'observability',
    'films',
    'users',
    'events',
    'ratings',
    'rules',
  ],
  jobs: ['config', 'database', 'http', 'access', 'webhooks'],
  importing: [
    ...['config', 'database', 'http', 'access', 'terminal', 'identifiers'],
    ...['films', 'users', 'events', 'ratings', 'jobs', 'webhooks'],
  ],
  scrobbles: ['config', 'database', 'http', 'access', 'identifiers', 'films', 'importing'],
  recommendation: [
    ...['config', 'database', 'http', 'access', 'terminal', 'observability', 'identifiers'],
    ...['films', 'users', 'events', 'ratings', 'rules', 'experiments', 'jobs', 'webhooks', 'importing', 'engine'],
  ],
  mcp: [
    ...['config', 'database', 'http', 'access', 'identifiers', 'films', 'users', 'events', 'ratings'],
    ...['importing', 'recommendation'],
  ],
  embedding: ['config', 'database', 'http', 'access', 'films', 'users', 'ratings', 'recommendation'],
  evaluation: [
    ...['config', 'database', 'terminal', 'identifiers', 'films', 'users', 'events', 'ratings', 'importing'],
    ...['recommendation', 'engine'],
  ],
};

/** Rooms whose folders stand in one order: each may import those before it, none after it. */
const order = {
  engine: ['ratings', 'linear-algebra', 'model', 'clustering', 'training', 'scoring', 'evaluation', 'tuning'],
  importing: ['reading', 'formats', 'writing', 'report', 'batch', 'export', 'jobs', 'visitors', 'demo'],
  recommendation: [
    ...[
      'model',
      'training',
      'serving',
      'simulation',
      'comparison',
      'groups',
      'map',
      'profile',
      'newcomers',
      'lists',
      'home',
      'together',
    ],
  ],
};

/** Of the files that lie in src itself, these are for everybody; the others are entry points and what they share. */
const FOR_EVERYBODY = '^src/(invariants|group-shapes)\\.ts$';

const names = Object.keys(rooms);

function forbidden() {
  return [
    { name: 'no-circle', comment: 'No circle anywhere.', from: {}, to: { circular: true } },
    ...names.map((room) => ({
      name: `${room}-imports`,
      comment: `src/${room} may import ${rooms[room].join(', ') || 'no other room'}.`,
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: [FOR_EVERYBODY, ...[room, ...rooms[room]].map((other) => `^src/${other}/`)] },
    })),
    ...Object.entries(order).flatMap(([room, folders]) =>
      folders.slice(0, -1).map((folder, place) => ({
        name: `${room}-${folder}-order`,
        comment: `In src/${room} the order is ${folders.join(', ')}: each may import those before it.`,
        from: { path: `^src/${room}/${folder}/` },
        to: { path: folders.slice(place + 1).map((later) => `^src/${room}/${later}/`) },
      })),
    ),
    {
      name: 'page-imports',
      comment:
        'The page is a program of its own, for browsers; all it knows of the server is its routes, and how groups are drawn.',
      from: { path: '^src/dashboard/page/' },
      to: { path: '^src/', pathNot: ['^src/dashboard/page/', '^src/group-shapes\\.ts$'] },
    },
    {
      name: 'known-room',
      comment: 'A room that this list does not know must be placed first.',
      from: { path: '^src/[^/]+/', pathNot: names.map((room) => `^src/${room}/`) },
      to: {},
    },
    {
      name: 'src-stands-alone',
      comment: 'What is shipped needs nothing of tests and benchmarks.',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
  ];
}

export default {
  forbidden: forbidden().map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^(src|seed|bench|test)/',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
