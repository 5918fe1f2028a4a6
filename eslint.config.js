import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { draftedFields } from './test/architecture/drafted-fields.mjs'
import { failureCodes } from './test/architecture/failure-codes.mjs'
import { guardedCallbacks } from './test/architecture/guarded-callbacks.mjs'
import { noFloatingTask } from './test/architecture/no-floating-task.mjs'
import { plainComments } from './test/architecture/plain-comments.mjs'

const root = import.meta.dirname
const local = {
  rules: {
    'drafted-fields': draftedFields,
    'failure-codes': failureCodes,
    'no-floating-task': noFloatingTask,
    'guarded-callbacks': guardedCallbacks,
    'plain-comments': plainComments,
  },
}
const production = ['domain/**', 'application/**', 'infrastructure/**', 'adapters/**', 'composition/**']

const importPatterns = [
  { regex: '^fp-ts(/(?!lib/)|$)', message: 'Native ES modules take fp-ts by file: fp-ts/lib/TaskEither.js.' },
  { regex: '^io-ts/(?!lib/)', message: 'Native ES modules take io-ts by file: io-ts/lib/….js.' },
]
const noIndexImport = {
  regex: '^\\.{1,2}/(.*/)?index\\.js$',
  message: 'index.ts is for the users of the package. Inside, import the file itself.',
}

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.cache/', '**/node_modules/', '**/*.d.ts']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { local },
    rules: {
      'local/no-floating-task': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/method-signature-style': ['error', 'property'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-imports': ['error', { patterns: [...importPatterns, noIndexImport] }],
      // They take a seventh of the time, for classes and enums, which production code does not have.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
    },
  },
  {
    files: production,
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ClassDeclaration, ClassExpression', message: 'Records and factories, no classes (docs/adr).' },
        {
          selector: 'CallExpression[callee.name=/^(exec|execFile|spawn|readFile|writeFile|stat|exists|mkdir|rm)Sync$/]',
          message: 'Nothing blocks the event loop after start-up: use the promise API or CommandRunner.',
        },
        {
          selector:
            ':matches(Program, ExportNamedDeclaration) > VariableDeclaration NewExpression[callee.object.name="Intl"]:not(:function *)',
          message: 'Formats of Intl load up to 6 MB: make them when they are first used, not as the program starts.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names, so that one word finds them.' },
      ],
    },
  },
  {
    files: [
      '{adapters/outbound,application,composition,domain,infrastructure,adapters/inbound/{cli,preview,ws}}/**/*.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: 'fetch decodes Brotli as it arrives: plainGet of infrastructure/net (docs/adr/0089).',
        },
      ],
    },
  },
  {
    // Nothing that the runtime calls, and no promise that is not awaited, can end the process (docs/adr/0071).
    files: production,
    ignores: ['adapters/inbound/web/**', 'adapters/outbound/**/*.script.ts', 'infrastructure/guard/**'],
    rules: {
      'local/guarded-callbacks': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
    },
  },
  {
    files: ['adapters/inbound/web/src/**/*.tsx'],
    plugins: { local },
    rules: { 'local/drafted-fields': 'error' },
  },
  {
    // Texts of the hub decide nothing: a failure is told apart by its code.
    files: ['adapters/inbound/web/src/**/*.{ts,tsx}'],
    ignores: ['adapters/inbound/web/src/app/failed.ts', 'adapters/inbound/web/src/app/hub/asking.ts'],
    plugins: { local },
    rules: { 'local/failure-codes': 'error' },
  },
  {
    // The wording of docs/guide.md.
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { local },
    rules: { 'local/plain-comments': 'error' },
  },
  {
    // The published entry points re-export, also each other.
    files: ['**/index.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: importPatterns }],
      'max-lines': 'off', // generated
      '@typescript-eslint/consistent-type-exports': 'off', // a generated list need not know what is a type
    },
  },
  {
    // One row for each port.
    files: ['composition/testing/fake-tools.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai asserts by property: `expect(x).to.be.true`
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['adapters/inbound/cli/**', 'composition/program/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // These run in a thread of their own, which nobody waits for.
    files: ['adapters/outbound/usage-logs/{index-file,log-files}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A bundler reads the default export of its configuration; the program reads its own version as it starts.
    files: ['**/vite.config.ts', 'composition/program/main.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off', 'prefer-const': 'error', eqeqeq: 'error' },
  },
)
