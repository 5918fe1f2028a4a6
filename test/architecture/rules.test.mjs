import { ESLint } from 'eslint'
import { join, resolve } from 'node:path'
import { lintProject } from './lint-project.mjs'

/** For each rule in force for this file, a line on which it reports. */
const SAMPLES = {
  'domain/sample.ts': {
    '@typescript-eslint/triple-slash-reference': "/// <reference path='x' />",
    'no-var': 'var old = 1',
    'prefer-const': 'let never = 1',
    'prefer-rest-params': 'function all() { return arguments[0] }',
    'prefer-spread': 'act.apply(undefined, list)',
    eqeqeq: 'same(1 == one)',
    'object-shorthand': 'same({ one: one })',
    'no-console': "console.log('x')",
    'no-restricted-imports': "import * as O from 'fp-ts'",
    'no-restricted-syntax': 'class Sample {}',
    'no-restricted-globals': 'same(fetch)',
    '@typescript-eslint/await-thenable': 'async () => { await one }',
    '@typescript-eslint/ban-ts-comment': '// @ts-ignore',
    '@typescript-eslint/no-array-constructor': 'same(new Array(1, 2))',
    '@typescript-eslint/no-array-delete': 'delete list[0]',
    '@typescript-eslint/no-base-to-string': 'same(String({}))',
    '@typescript-eslint/no-confusing-void-expression': 'const nothing = act()',
    '@typescript-eslint/no-deprecated': 'outdated()',
    '@typescript-eslint/no-duplicate-enum-values': 'enum Twice { A = 1, B = 1 }',
    '@typescript-eslint/no-duplicate-type-constituents': 'type Two = string | string',
    '@typescript-eslint/no-dynamic-delete': 'delete byName[name]',
    '@typescript-eslint/no-empty-object-type': 'type Nothing = {}',
    '@typescript-eslint/no-explicit-any': 'type Any = any',
    '@typescript-eslint/no-extra-non-null-assertion': 'same(maybe!!.length)',
    '@typescript-eslint/no-extraneous-class': 'class Statics { static readonly one = 1 }',
    '@typescript-eslint/no-floating-promises': 'void promise',
    '@typescript-eslint/no-for-in-array': 'for (const at in list) same(at)',
    '@typescript-eslint/no-generated-empty-object-type': "type Emptied = Omit<{ a: 1 }, 'a'>",
    '@typescript-eslint/no-implied-eval': "setTimeout('x', 1)",
    '@typescript-eslint/no-invalid-void-type': 'type Odd = void | string',
    '@typescript-eslint/no-meaningless-void-operator': 'void act()',
    '@typescript-eslint/no-misused-new': 'interface Made { new (): Made }',
    '@typescript-eslint/no-misused-promises': 'if (promise) act()',
    '@typescript-eslint/no-misused-spread': "same([...'text'])",
    '@typescript-eslint/no-mixed-enums': "enum Mixed { A = 1, B = 'b' }",
    '@typescript-eslint/no-namespace': 'namespace Space { export const one = 1 }',
    '@typescript-eslint/no-non-null-asserted-nullish-coalescing': "same(entity.id! ?? 'x')",
    '@typescript-eslint/no-non-null-asserted-optional-chain': 'same(maybe?.length!)',
    '@typescript-eslint/no-non-null-assertion': 'same(maybe!.length)',
    '@typescript-eslint/no-redundant-type-constituents': 'type All = unknown | string',
    '@typescript-eslint/no-require-imports': "import fs = require('node:fs')",
    '@typescript-eslint/no-this-alias': 'function Self(this: object) { const self = this; return self }',
    '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'same(flag === true)',
    '@typescript-eslint/no-unnecessary-condition': 'if (list) act()',
    '@typescript-eslint/no-unnecessary-template-expression': "same(`a${'b'}`)",
    '@typescript-eslint/no-unnecessary-type-arguments': 'type Default = Box<string>',
    '@typescript-eslint/no-unnecessary-type-assertion': 'same(name as string)',
    '@typescript-eslint/no-unnecessary-type-constraint': 'type Loose<A extends unknown> = A[]',
    '@typescript-eslint/no-unnecessary-type-conversion': 'same(String(name))',
    '@typescript-eslint/no-unnecessary-type-parameters': 'function once<A>(a: A): void { same(a) }',
    '@typescript-eslint/no-unsafe-argument': 'same(name.concat(untyped))',
    '@typescript-eslint/no-unsafe-assignment': 'const taken = untyped',
    '@typescript-eslint/no-unsafe-call': 'untyped()',
    '@typescript-eslint/no-unsafe-declaration-merging': 'interface Merged { a: 1 } class Merged {}',
    '@typescript-eslint/no-unsafe-enum-comparison': 'same(Colour.Red === one)',
    '@typescript-eslint/no-unsafe-function-type': 'type Fn = Function',
    '@typescript-eslint/no-unsafe-member-access': 'same(untyped.x as string)',
    '@typescript-eslint/no-unsafe-return': 'const back = () => untyped',
    '@typescript-eslint/no-unsafe-unary-minus': 'same(-name)',
    '@typescript-eslint/no-unused-expressions': 'name.length',
    '@typescript-eslint/no-unused-vars': 'const unused = 1',
    '@typescript-eslint/no-useless-constructor': 'class Useless { constructor() {} }',
    '@typescript-eslint/no-useless-default-assignment': 'const spare = (({ a = 1 }: { a: number }) => a)({ a: 2 })',
    '@typescript-eslint/no-wrapper-object-types': 'type Wrapped = String',
    '@typescript-eslint/only-throw-error': "function broken() { throw 'x' }",
    '@typescript-eslint/prefer-as-const': "const exact = 'a' as 'a'",
    '@typescript-eslint/prefer-literal-enum-member': 'enum Computed { A = name.length }',
    '@typescript-eslint/prefer-namespace-keyword': 'module Old { export const one = 1 }',
    '@typescript-eslint/prefer-promise-reject-errors': "void Promise.reject('x')",
    '@typescript-eslint/prefer-reduce-type-parameter':
      'same(list.reduce((all, one) => all.concat(one), [] as string[]))',
    '@typescript-eslint/prefer-return-this-type': 'class Chain { next(): Chain { return this } }',
    '@typescript-eslint/related-getter-setter-pairs': 'interface Pair { get a(): string; set a(value: number) }',
    '@typescript-eslint/require-await': 'const never2 = async () => 1',
    '@typescript-eslint/restrict-plus-operands': 'same(one + name)',
    '@typescript-eslint/restrict-template-expressions': 'same(`${byName}`)',
    '@typescript-eslint/return-await': 'async function late() { try { return promise } catch { return 1 } }',
    '@typescript-eslint/unbound-method': 'same(entity.method)',
    '@typescript-eslint/unified-signatures':
      'declare function over(a: string): void; declare function over(a: number): void',
    '@typescript-eslint/use-unknown-in-catch-callback-variable': 'promise.catch((error: any) => same(error))',
    '@typescript-eslint/switch-exhaustiveness-check': "switch (side) { case 'left': act() }",
    '@typescript-eslint/consistent-type-imports': "import { Only } from './other.js'; type Alias = Only",
    '@typescript-eslint/no-import-type-side-effects': "import { type Only } from './other.js'; type Alias = Only",
    '@typescript-eslint/consistent-type-exports': "export { type2 } from './other.js'",
    '@typescript-eslint/method-signature-style': 'interface Method { run(): void }',
    '@typescript-eslint/explicit-module-boundary-types': 'export const open = () => 1',
    'local/no-floating-task': 'task',
    'local/guarded-callbacks': 'setTimeout(act, 1)',
    'local/plain-comments': '/** What nobody else may do. */',
  },
  'domain/long.ts': { 'max-lines': '1\n'.repeat(251) },
  'adapters/inbound/web/src/sample.tsx': {
    'local/drafted-fields': 'export const field = <textarea />',
    'local/failure-codes': 'export const isGone = (failure: { status: number }) => failure.status === 404',
  },
  'scripts/sample.mjs': {
    eqeqeq: 'export const same = 1 == Number(1)',
    'prefer-const': 'let never = 1',
    '@typescript-eslint/no-array-constructor': 'export const list = new Array(1, 2)',
    '@typescript-eslint/no-this-alias': 'export function Self() { const self = this; return self }',
    '@typescript-eslint/no-unused-expressions': 'list.length',
    '@typescript-eslint/no-unused-vars': 'const unused = 1',
    'local/plain-comments': '/** What nobody else may do. */',
  },
}

/** Declarations for the samples of `domain/sample.ts`, at its end: a reference must be its first line. */
const DECLARATIONS = `
import type * as TE from 'fp-ts/lib/TaskEither.js'
declare const one: number
declare const name: string
declare const maybe: string | undefined
declare const flag: boolean
declare const list: string[]
declare const byName: Record<string, string>
declare const promise: Promise<number>
declare const untyped: any
declare const task: TE.TaskEither<string, number>
declare const side: 'left' | 'right'
declare const act: () => void
declare const same: (value: unknown) => void
/** @deprecated Of old. */
declare const outdated: () => void
declare enum Colour { Red = 1 }
declare class Entity { private readonly secret: string; readonly id: string; method(): void }
declare const entity: Entity
interface Box<A = string> { readonly a: A }
`

describe('rules of eslint', function () {
  this.timeout(120_000) // the first file starts the type checker
  let project
  let eslint

  before(() => {
    const text = ([file, samples]) =>
      Object.values(samples).join('\n') + (file === 'domain/sample.ts' ? DECLARATIONS : '')
    const files = Object.entries(SAMPLES).map((entry) => [entry[0], text(entry)])
    project = lintProject({
      ...Object.fromEntries(files),
      'domain/other.ts': 'export type Only = 1\nexport type type2 = 1',
    })
    eslint = new ESLint({
      cwd: project.folder,
      overrideConfigFile: resolve('eslint.config.js'),
      overrideConfig: {
        files: ['**/*.ts', '**/*.tsx'],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: project.folder } },
      },
    })
  })
  after(() => project.remove())

  for (const [file, samples] of Object.entries(SAMPLES))
    it(`each find its sample in ${file}`, async () => {
      const [{ messages }] = await eslint.lintFiles([file])
      let line = 1
      const silent = Object.entries(samples).filter(([rule, text]) => {
        const first = line
        line += text.split('\n').length
        return !messages.some((one) => one.ruleId === rule && one.line >= first && one.line < line)
      })
      expect(silent, JSON.stringify(messages.filter(({ fatal }) => fatal))).to.deep.equal([])
    })

  for (const file of ['domain/sample.ts', 'adapters/inbound/web/src/sample.tsx', 'scripts/sample.mjs'])
    it(`have a sample when they are in force for ${file}`, async () => {
      const { rules } = await eslint.calculateConfigForFile(join(project.folder, file))
      const inForce = Object.keys(rules).filter((rule) => rules[rule][0] !== 0)
      const sampled = new Set(Object.values(SAMPLES).flatMap(Object.keys))
      expect(inForce.filter((rule) => !sampled.has(rule))).to.deep.equal([])
    })
})
