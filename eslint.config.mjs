import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Functions whose last bit is the JavaScript engine's choice: a fit by them would differ between versions of Node. */
const LAST_BIT_OPEN = [
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atan2',
  'atanh',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
].concat(['hypot', 'log', 'log10', 'log1p', 'log2', 'pow', 'sin', 'sinh', 'tan', 'tanh']);

/** The environment by its other name, `import { env } from 'node:process'`. */
const IMPORTED_ENVIRONMENT = ['process', 'node:process'].map((name) => ({
  name,
  importNames: ['env'],
  message: 'Read settings in src/config.',
}));

/** Decorators with something for people to read, which src/http/api-docs.ts takes in both languages. */
const ONE_LANGUAGE = {
  name: '@nestjs/swagger',
  importNames: [
    'ApiProperty',
    'ApiPropertyOptional',
    'ApiOperation',
    'ApiTags',
    'ApiParam',
    'ApiQuery',
    'ApiHeader',
  ].concat([
    'ApiBody',
    'ApiResponse',
    'ApiOkResponse',
    'ApiCreatedResponse',
    'ApiAcceptedResponse',
    'ApiNoContentResponse',
  ]),
  message: 'Texts are in both languages: use src/http/api-docs.ts.',
};

/** In the page: where a path of ours is given to the browser or the router as it is. */
const OWN_PATHS = [
  'JSXAttribute[name.name=/^(href|src|action)$/] > Literal[value=/^\\u002F/]',
  'JSXAttribute[name.name=/^(href|src|action)$/] > JSXExpressionContainer > Literal[value=/^\\u002F/]',
  'JSXAttribute[name.name=/^(href|src|action)$/] > JSXExpressionContainer > TemplateLiteral[quasis.0.value.raw=/^\\u002F/]',
  'CallExpression[callee.name=/^(route|fetch)$/] > Literal[value=/^\\u002F/]',
  'CallExpression[callee.name=/^(route|fetch)$/] > TemplateLiteral[quasis.0.value.raw=/^\\u002F/]',
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist-test/',
      '.build*/',
      'node_modules/',
      'coverage/',
      '.stryker-tmp/',
      'reports/',
      'data/',
      'wasm/',
      'client/',
      'packages/',
      'docs/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // DTO classes describe the shape of answers; nothing needs them to be made by their constructors.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings in src/config.' },
      ],
      'no-restricted-imports': ['error', { paths: [...IMPORTED_ENVIRONMENT, ONE_LANGUAGE] }],
    },
  },
  {
    files: ['src/config/**', 'test/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/http/api-docs.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: IMPORTED_ENVIRONMENT }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/database/**', 'src/http/public-path.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name="name"]:matches([object.name="dialect"], [object.property.name="dialect"])',
          message: 'What one database does otherwise than the other is said in src/database (see dialect.ts).',
        },
        {
          selector: 'CallExpression[callee.property.name=/^(set|setHeader)$/] > Literal[value="Location"]',
          message: 'It may be served under a path: tellLocation(…).',
        },
      ],
    },
  },
  {
    // The page: a program of its own, for browsers; all it knows of the server is its routes.
    files: ['src/dashboard/page/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { project: './tsconfig.dashboard.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-syntax': [
        'error',
        ...OWN_PATHS.map((selector) => ({ selector, message: 'It may be served under a path: addressOf(…).' })),
      ],
    },
  },
  {
    // Typed arrays: an index is in range by construction, and the loops say so.
    files: ['src/engine/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: IMPORTED_ENVIRONMENT,
          patterns: [
            { regex: '^(@nestjs/|typeorm|node:fs|fs$|fs/)', message: 'The engine is pure: numbers in, numbers out.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', { name: 'Date', message: 'The engine reads no clock.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is passed in (see engine/random.ts).' },
        ...LAST_BIT_OPEN.map((property) => ({
          object: 'Math',
          property,
          message: 'Differs: see engine/elementary.ts.',
        })),
        { object: 'process', property: 'env' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: 'Differs: see engine/elementary.ts.' },
        { selector: "AssignmentExpression[operator='**=']", message: 'Differs: see engine/elementary.ts.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', process: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', fetch: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    // Applications of their own, whose packages are not installed here: their test checks their types.
    files: ['examples/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-restricted-properties': 'off' },
  },
  prettier,
);
