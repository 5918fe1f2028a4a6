import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { sessionCommands } from '../../../../adapters/outbound/tmux/session-commands.js'
import { tmuxTerminalHost } from '../../../../adapters/outbound/tmux/terminal-host.tmux.js'
import type { TerminalLink } from '../../../../application/terminal/terminal-host.port.js'
import { childEnvironment } from '../../../../composition/config/environment.js'
import { eventually } from '../../../support/eventually.js'
import { privateTmux, type PrivateTmux } from '../../../support/private-tmux.js'
import { keyNamed, type SentKey } from '../../../support/tmux-keys.js'

const TABLES = ['root', 'prefix', 'copy-mode', 'copy-mode-vi']
const SIZE = { columns: 100, rows: 30 }
/** Cells of the parts of the terminal that mouse events are named for. */
const CELLS = {
  Pane: [5, 5],
  Border: [50, 5],
  StatusLeft: [2, 30],
  StatusRight: [95, 30],
  Status: [12, 30],
  StatusDefault: [60, 30],
} as const

describe('a pane-only viewer and the keys of tmux', function () {
  this.timeout(60_000)
  let tmux: PrivateTmux
  let directory: string
  let file: string
  let link: TerminalLink
  let drawn: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'penates-keys-'))
    file = join(directory, 'bytes')
    tmux = privateTmux()
    await tmux.run('new-session', '-d', '-s', 'one', '-x', '100', '-y', '30', `stty raw -echo; exec cat >'${file}'`)
    await tmux.run('set-option', '-g', 'mouse', 'on', ';', 'new-session', '-d', '-s', 'secret', 'echo hidden; exec cat')
    await eventually(() => access(file))
    const { argv, command } = tmux
    const environment = childEnvironment(process.env)
    const host = tmuxTerminalHost({ tmux: argv, commands: sessionCommands(command), home: tmpdir(), environment })
    drawn = ''
    const attached = await host.attach(
      { session: 'one', size: SIZE, hidden: false, isPaneOnly: true },
      {
        output: (chunk) => void (drawn += Buffer.from(chunk).toString('latin1')),
        drained: () => undefined,
        exit: (end) => void (drawn += end),
      },
    )()
    if (E.isLeft(attached)) throw new Error(attached.left._tag)
    link = attached.right
    await eventually(() => void expect(drawn).to.contain('\x1b[H'))
  })
  afterEach(async () => {
    link.close()
    await tmux.stop()
    await rm(directory, { recursive: true, force: true })
  })

  const keysOf = async (table: string): Promise<ReadonlyArray<SentKey>> =>
    (await tmux.run('list-keys', '-T', table))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => keyNamed(/-T \S+\s+(\S+)/.exec(line)?.[1] ?? '', CELLS))

  /** Everything that a key could change. */
  const stateOf = (): Promise<string> =>
    tmux.run(
      ...['list-sessions', '-F', '#{session_id} #{session_name} #{session_windows}', ';'],
      ...['list-panes', '-a', '-F', '#{session_name} #{window_id} #{pane_id} #{pane_in_mode} #{window_layout}', ';'],
      ...['list-clients', '-F', '#{client_session} #{client_pid} #{client_flags} #{client_key_table}', ';'],
      ...['list-buffers', ';', 'show-options', '-g', ';', 'show-options', '-s', ';', 'show-options', '-gw', ';'],
      ...['show-options', '-t', 'one', ';', 'show-hooks', '-g', ';', 'list-keys', ';', 'show-environment', '-g'],
    )

  /** Types the keys, alone, behind the prefixes and in copy mode, and returns what the program is to get. */
  async function typeAll(prefixes: ReadonlyArray<string>): Promise<string> {
    let expected = ''
    const type = ({ sent, received }: SentKey): void => {
      link.write(sent)
      expected += received
    }
    for (const table of TABLES) {
      const keys = await keysOf(table)
      expect(keys.length, table).to.be.greaterThan(10)
      for (const key of keys) {
        type(key)
        for (const prefix of prefixes) {
          type({ name: 'prefix', sent: prefix, received: prefix })
          type(key)
        }
        if (!table.startsWith('copy')) continue
        await tmux.run('copy-mode', '-t', 'one:')
        type(key)
      }
    }
    return expected
  }

  async function expectBytes(expected: string): Promise<void> {
    link.write('the end')
    const wanted = Buffer.from(`${expected}the end`, 'utf8').toString('latin1')
    await eventually(async () => {
      expect((await readFile(file)).toString('latin1').length).to.equal(wanted.length)
    })
    expect((await readFile(file)).toString('latin1')).to.equal(wanted)
  }

  it('types every key of the default tables into its pane and changes nothing', async () => {
    const before = await stateOf()
    await expectBytes(await typeAll(['\x02']))
    expect(await stateOf()).to.equal(before)
    expect(drawn).not.to.contain('hidden')
  })

  it('runs no binding of any table, with other prefixes too', async () => {
    await tmux.run('set-option', '-g', 'prefix', 'C-a', ';', 'set-option', '-g', 'prefix2', '`')
    for (const table of TABLES) {
      const lines = (await tmux.run('list-keys', '-T', table)).split('\n').filter((line) => line !== '')
      const names = lines.map(
        (line) =>
          /-T \S+\s+(\S+)/
            .exec(line)?.[1]
            ?.replace(/^"(.*)"$/, '$1')
            .replace(/^\\(.)$/, '$1') ?? '',
      )
      const bound = names.map((name) => [
        'bind-key',
        '-T',
        table,
        name === ';' ? '\\;' : name,
        'set-option',
        '-s',
        '@ran',
        table,
        ';',
      ])
      await tmux.run(...bound.flat())
    }
    await expectBytes(await typeAll(['\x01', '`']))
    expect(await tmux.run('show-options', '-s', '-q', '@ran')).to.equal('')
    expect(await tmux.run('list-clients', '-F', '#{client_session}')).to.equal('one\n')
  })

  it('reports the mouse to a program that reads it, at its own cells, and to no menu', async () => {
    await tmux.run('split-window', '-h', '-b', '-t', 'one:', 'cat', ';', 'select-pane', '-t', 'one:.1')
    const left = Number(await tmux.run('display-message', '-p', '-t', 'one:', '#{pane_left}'))
    const tty = (await tmux.run('display-message', '-p', '-t', 'one:', '#{pane_tty}')).trim()
    await tmux.run('run-shell', `printf '\\033[?1002h\\033[?1006h' > ${tty}`)
    await eventually(async () => {
      expect(await tmux.run('display-message', '-p', '-t', 'one:', '#{mouse_button_flag}')).to.equal('1\n')
    })
    link.write(
      `\x1b[<2;${String(left + 3)};4M\x1b[<2;${String(left + 3)};4m\x1b[<0;2;4M\x1b[<35;${String(left + 9)};4M`,
    )
    link.write(`\x1b[<64;${String(left + 5)};6M`)
    await expectBytes('\x1b[<2;3;4M\x1b[<2;3;4m\x1b[<64;5;6M')
  })

  it('pastes with markers only where the program asked for them, past every mode', async () => {
    await tmux.run('choose-tree', '-t', 'one:')
    link.write('\x1b[200~x\r:größe\x1b')
    link.write('[201~')
    await eventually(async () => void expect((await readFile(file)).toString()).to.equal('x\r:größe'))
    const tty = (await tmux.run('display-message', '-p', '-t', 'one:', '#{pane_tty}')).trim()
    await tmux.run('run-shell', `printf '\\033[?2004h' > ${tty}`)
    await tmux.run('copy-mode', '-t', 'one:')
    link.write('\x1b[200~y\x1b[201~')
    await expectBytes('x\r:größe\x1b[200~y\x1b[201~')
    expect(await tmux.run('list-buffers')).to.equal('')
  })

  it('takes input of any size in order, and asks to wait while much of it waits', async () => {
    const text = Array.from(
      { length: 30_000 },
      (_, line) => `größe ${String(line)}${line % 9 === 0 ? '\0\0' : ''}\r`,
    ).join('')
    expect(link.write(text)).to.equal(false)
    await expectBytes(text)
  })
})
