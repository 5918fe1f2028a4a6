import { ESLint } from 'eslint'
import { join, resolve } from 'node:path'
import tseslint from 'typescript-eslint'
import { guardedCallbacks } from './guarded-callbacks.mjs'
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
    plugins: { local: { rules: { 'guarded-callbacks': guardedCallbacks } } },
    rules: { 'local/guarded-callbacks': 'error' },
  },
})

const PREAMBLE = `
import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { watch } from 'node:fs'
import { createServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { Transform, type Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { guarded, type Guarded } from '${resolve('infrastructure/guard/guard.js')}'
declare const socket: WebSocket
declare const stream: Duplex
declare const child: ChildProcess
declare const emitter: EventEmitter
declare const signal: AbortSignal
declare const act: () => void
declare const safe: Guarded
export async function run(): Promise<void> {
`

/** The lines of the body, counted from 1, on which the rule found something. */
async function findings(body) {
  const [result] = await eslint.lintText(`${PREAMBLE}${body}\n}\n`, { filePath: join(project.folder, 'sample.ts') })
  const first = PREAMBLE.split('\n').length
  return result.messages.map(({ ruleId, line, message }) => (ruleId === null ? message : line - first + 1))
}

describe('local/guarded-callbacks', function () {
  this.timeout(60_000) // the first run starts the type checker

  after(() => project.remove())

  it('finds a callback without a guard, for any caller', async () => {
    const body = [
      'setTimeout(act, 1)',
      'setInterval(() => act(), 1)',
      'setImmediate(act)',
      'queueMicrotask(act)',
      'process.nextTick(act)',
      "socket.on('message', act)",
      "socket.once('close', () => act())",
      "child.addListener('exit', act)",
      "emitter.prependListener('x', function () { act() })",
      "watch('.', act)",
      "watch('.', { persistent: false }, () => act())",
      'createServer(act)',
      "signal.addEventListener('abort', act)",
      "stream.write('x', act)",
      'new Transform({ transform: (chunk, encoding, done) => done() })',
      "child.send('x', act)",
      "process.on('exit', act).on('SIGTERM', act)",
      'signal.onabort = act',
    ]
    expect(await findings(body.join('\n'))).to.deep.equal(
      [...body.keys()].map((n) => n + 1).flatMap((n) => (n === 17 ? [n, n] : [n])),
    )
  })

  it('leaves alone guarded callbacks, empty ones, promises that settle, and what is called at once', async () => {
    const body = [
      "setTimeout(guarded('a', act), 1)",
      'setTimeout(safe, 1)',
      "socket.on('error', () => undefined)",
      "socket.on('error', () => {})",
      "await new Promise((resolve, reject) => { child.on('error', reject); child.on('exit', resolve) })",
      'await turn()',
      '[1].forEach(act)',
      'await Promise.resolve().then(act)',
      "socket.off('message', act)",
      "const all = ['a', 'b'].map((name) => emitter.on(name, guarded('b', act)))",
      "spawn('true', all.map(String), { env: {} })",
    ].join('\n')
    expect(await findings(body)).to.deep.equal([])
  })
})
