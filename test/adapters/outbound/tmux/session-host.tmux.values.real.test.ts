import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { literal, quote } from '../../../../adapters/outbound/tmux/command-line.js'
import type { SessionSpec } from '../../../../application/sessions/session-host.port.js'
import type { Session } from '../../../../domain/sessions/session.js'
import { childEnvironment } from '../../../../composition/config/environment.js'
import { eventually } from '../../../support/eventually.js'
import { aName } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

/** Everything that means something to a shell, to tmux or to a line. What tmux prints, it prints with `\\r` for a CR. */
const PRINTED = Array.from('#{}[]()$~;\'"\\%`*?&|<>!=:,.@- \n\tabnrt017é😀Z_')
const UNPRINTED = Array.from('\r\u001b\u007f\u0001\b')
const SNIPPETS = ['#(touch pwned)', '#{pid}', '%end 1 1 1', '$HOME', '~root', '\\n', '##', '#[']
const textOf = (...units: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 24 })

describe('values that reach tmux', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
    await t.tmux('new-session', '-d', '-s', 'base', '-c', t.directory, 'cat')
  })
  afterEach(() => t.close())

  const spec = (changes: Partial<SessionSpec>): SessionSpec => ({
    id: sessionId(`id of ${changes.name ?? 'one'}`),
    name: aName('one'),
    directory: t.directory,
    command: 'cat',
    environment: {},
    size: { columns: 100, rows: 20 },
    mouse: true,
    ...changes,
  })
  const started = async (changes: Partial<SessionSpec>): Promise<Session> => {
    const answer = await t.host.start(spec(changes))()
    if (E.isRight(answer)) return answer.right
    throw new Error(JSON.stringify(answer.left))
  }
  const printed = async (...words: [string, ...string[]]): Promise<string | null> => {
    const answer = await t.host.command(words)()
    return E.isRight(answer) ? answer.right : null
  }
  const listed = async (): Promise<ReadonlyArray<Session>> => {
    const answer = await t.host.list()
    return E.isRight(answer) ? answer.right : []
  }

  it('are returned unchanged, for any content', () =>
    fc.assert(
      fc.asyncProperty(textOf(...PRINTED, ...SNIPPETS), async (value) => {
        await printed('set-environment', '-t', 'base:', '--', 'VALUE', value)
        expect(await printed('show-environment', '-t', 'base:', 'VALUE')).to.equal(`VALUE=${value}\n`)
        await printed('set-option', '-t', 'base:', '--', '@value', value)
        expect(await printed('display-message', '-p', '-t', 'base:', '#{@value}')).to.equal(`${value}\n`)
      }),
      { numRuns: 300 },
    ))

  it('come whole with every control character', () =>
    fc.assert(
      fc.asyncProperty(textOf(...PRINTED, ...UNPRINTED), async (value) => {
        await printed('set-option', '-t', 'base:', '--', '@value', value)
        const length = await printed('display-message', '-p', '-t', 'base:', '#{n:@value}')
        expect(length).to.equal(`${Buffer.byteLength(value)}\n`)
      }),
      { numRuns: 300 },
    ))

  it('expand to themselves where tmux expands formats', () =>
    fc.assert(
      fc.asyncProperty(textOf(...PRINTED, ...SNIPPETS), async (value) => {
        // display-message alone gives what it prints to strftime as well.
        const format = literal(value).replaceAll('%', '%%')
        expect(await printed('display-message', '-p', '-t', 'base:', '--', format)).to.equal(`${value}\n`)
      }),
      { numRuns: 300 },
    ))

  it('are quoted so that a command line stays one command', () => {
    expect(quote('a;b "c" $d ~ \\ \n')).to.equal('"a;b \\"c\\" \\$d \\~ \\\\ \\012"')
  })

  it('start a session in a folder of any name, and run nothing that is in it', async () => {
    const folders = [
      '#(touch pwned)',
      '#{pid}',
      '#[bold]',
      '##[x]',
      'two\nlines\t0\tforged',
      'größe 😀',
      'a\'b"c',
      '$HOME ~ %H %25 %0A',
      '-c',
      'back\\slash',
      '\\033 \\a \\\\ %5C',
      'control \u0001\u0007\b\v\f\r\u001b[31m\u007f\u009b',
      ';',
    ]
    const directories = folders.map((folder) => join(t.directory, folder))
    for (const directory of directories) await mkdir(directory)
    const sessions = await Promise.all(
      directories.map((directory, index) => started({ name: aName(`n${index}`), directory })),
    )
    expect(sessions.map(({ startDirectory }) => startDirectory)).to.deep.equal(directories)
    expect(sessions.map(({ path }) => path)).to.deep.equal(directories)
    expect(await listed()).to.have.length(directories.length + 1)
    expect((await readdir(t.directory)).filter((file) => file.includes('pwned') && !file.includes('#'))).to.deep.equal(
      [],
    )
  })

  it('tell the command line of a session as it was typed', async () => {
    const commands = [
      'cat',
      'cat -u',
      "cat; echo 'a  b'",
      'cat # "quoted" $HOME `date` \\ \\\\ #{pid} #(touch pwned)',
      'cat;\nprintf %s "two lines"\t',
      "cat # 'größe 😀'",
      '~/nothing || cat',
      "exec env 'A={x}' cat",
      'cat;a="b"\\c',
    ]
    const sessions = await Promise.all(commands.map((command, i) => started({ name: aName(`n${i}`), command })))
    expect(sessions.map(({ startCommand }) => startCommand)).to.deep.equal(commands)
  })

  it('tell the words of a session made by hand as a shell would need them', async () => {
    await t.tmux('new-session', '-d', '-s', 'hand', 'sh', '-c', 'cat; "it\'s $0"')
    await eventually(async () => void expect(await listed()).to.have.length(2))
    expect((await listed()).find(({ name }) => name === 'hand')?.startCommand).to.equal(`sh -c 'cat; "it'\\''s $0"'`)
  })

  it('reach the program in its environment and appear in no argv', async () => {
    const environment = { PENATES_TOKEN: 's3cret-token', PENATES_PRIME_PROMPT: 'say "hi" to\n$HOME #{pid} ~' }
    for (const server of [t, await openTmuxHost()]) {
      const directory = server.directory
      let argvs = ''
      const looking = (async () => {
        for (let round = 0; round < 40; round++) {
          const pids = (await readdir('/proc')).filter((file) => /^\d+$/.test(file))
          argvs += (await Promise.all(pids.map((pid) => argvOf(pid)))).join('\n')
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
      })()
      const answer = await server.host.start(spec({ directory, environment, command: 'env > env; cat' }))()
      await looking
      expect(answer).to.have.property('_tag', 'Right')
      expect(argvs).to.contain('tmux').and.not.contain('s3cret')
      const windows = await server.tmux('new-window', '-P', '-c', directory, '-t', '=one:', 'env > env2; cat')
      expect(windows).not.to.equal('')
      await eventually(async () => {
        for (const file of ['env', 'env2']) {
          const text = await readText(join(directory, file))
          expect(text).to.contain('PENATES_TOKEN=s3cret-token\n')
          expect(text).to.contain('PENATES_PRIME_PROMPT=say "hi" to\n$HOME #{pid} ~\n')
        }
      })
      if (server !== t) await server.close()
    }
  })

  it('keep their characters in a C locale', async () => {
    for (const locale of [{ LANG: 'C' }, { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, {}]) {
      const own = await openTmuxHost()
      try {
        const { LANG: _, LC_ALL: __, LC_CTYPE: ___, ...bare } = own.environment
        const host = own.another({ environment: childEnvironment({ ...bare, ...locale }) })
        const directory = join(own.directory, 'größe 😀')
        await mkdir(directory)
        const begun = await host.start(
          spec({ directory, command: 'echo "größe 😀"; echo "$LC_CTYPE$LC_ALL$LANG" > locale; cat' }),
        )()
        expect(begun).to.have.nested.property('right.path', directory)
        await eventually(async () => {
          expect(await host.screen('one', 1)()).to.deep.equal(E.right(['größe 😀']))
          expect(await readText(join(directory, 'locale'))).to.match(/utf-?8/i)
        })
        await own.tmux('new-session', '-d', '-s', 'größe 😀', 'cat')
        await eventually(async () => {
          const names = await host.list()
          expect(E.isRight(names) && names.right.map(({ name }) => name)).to.deep.equal(['größe 😀', 'one'])
        })
      } finally {
        await own.close()
      }
    }
  })
})

const argvOf = async (pid: string): Promise<string> => (await readText(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ')

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')
