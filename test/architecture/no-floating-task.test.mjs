import { ESLint } from 'eslint'
import { join } from 'node:path'
import tseslint from 'typescript-eslint'
import { noFloatingTask } from './no-floating-task.mjs'
import { lintProject } from './lint-project.mjs'

const project = lintProject({ 'sample.ts': '' })
const eslint = new ESLint({
  cwd: project.folder,
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: project.folder },
    },
    plugins: { local: { rules: { 'no-floating-task': noFloatingTask } } },
    rules: { 'local/no-floating-task': 'error' },
  },
})

const PREAMBLE = `
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
declare const save: (card: string) => TE.TaskEither<string, void>
declare const task: TE.TaskEither<string, number>
declare const later: (work: () => void) => void
declare const collect: (work: () => unknown) => void
declare const watch: (listener: () => void) => () => void
export async function run(): Promise<void> {
`

/** The lines of the body, counted from 1, on which the rule found a dropped task. */
async function findings(body) {
  const [result] = await eslint.lintText(`${PREAMBLE}${body}\n}\n`, { filePath: join(project.folder, 'sample.ts') })
  const first = PREAMBLE.split('\n').length
  return result.messages.map(({ ruleId, line, message }) => (ruleId === null ? message : line - first + 1))
}

describe('local/no-floating-task', function () {
  this.timeout(120_000) // the first run starts the type checker

  after(() => project.remove())

  it('finds a task that is a separate statement, however it came about', async () => {
    const body = [
      'task',
      'save("a")',
      'pipe(task, TE.map((n) => n + 1))',
      'T.of(1)',
      'void save("a")',
      'Date.now() > 0 && save("a")',
      'Date.now() > 0 ? save("a") : undefined',
    ].join('\n')
    expect(await findings(body)).to.deep.equal([1, 2, 3, 4, 5, 6, 7])
  })

  it('finds a task that a callback answers to a caller that ignores answers', async () => {
    expect(await findings('later(() => save("a"))')).to.deep.equal([1])
  })

  it('leaves alone what runs, what is passed on, and functions that are no tasks', async () => {
    const body = [
      'await task()',
      'void save("a")()',
      'later(() => void save("a")())',
      'collect(() => save("a"))',
      'const kept = pipe(task, TE.map(String))',
      'void kept()',
      'watch(() => {})',
    ].join('\n')
    expect(await findings(body)).to.deep.equal([])
  })
})
