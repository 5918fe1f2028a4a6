import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { tmuxTerminalHost } from '../../../../adapters/outbound/tmux/terminal-host.tmux.js'
import { sessionCommands } from '../../../../adapters/outbound/tmux/session-commands.js'
import { childEnvironment } from '../../../../composition/config/environment.js'
import { describeTerminalHost, type TerminalHostHarness } from '../../../contracts/terminal-host.contract.js'
import { privateTmux } from '../../../support/private-tmux.js'

async function openPtyOnPrivateTmux(): Promise<TerminalHostHarness> {
  const tmux = privateTmux()
  // Keeps the server up between tests' sessions, and a status line takes a row of the window.
  await tmux.run(
    'new-session',
    '-d',
    '-s',
    'keeper',
    'cat',
    ';',
    'set-option',
    '-g',
    'status',
    'off',
    ';',
    'set-option',
    '-g',
    'mouse',
    'on',
  )
  const idOf = async (session: string): Promise<string> => {
    const lines = (await tmux.run('list-sessions', '-F', '#{session_id} #{session_name}')).split('\n')
    return lines.find((line) => line.slice(line.indexOf(' ') + 1) === session)?.split(' ')[0] ?? '$none'
  }
  const ask = async (...command: string[]): Promise<void> => {
    await tmux.run(...command)
  }
  return {
    host: tmuxTerminalHost({
      tmux: tmux.argv,
      commands: sessionCommands(tmux.command),
      home: tmpdir(),
      environment: childEnvironment(process.env),
    }),
    start: (session) => ask('new-session', '-d', '-s', session, 'cat'),
    end: async (session) => ask('kill-session', '-t', await idOf(session)),
    rename: async (from, to) => ask('rename-session', '-t', await idOf(from), to),
    print: async (session, text) => {
      const tty = await tmux.run('display-message', '-p', '-t', `${await idOf(session)}:`, '#{pane_tty}')
      await writeFile(tty.trim(), text)
    },
    ask: async (session, query) => {
      const target = `${await idOf(session)}:`
      await ask('set-option', '-p', '-t', target, 'allow-passthrough', 'on')
      const tty = await tmux.run('display-message', '-p', '-t', target, '#{pane_tty}')
      await writeFile(tty.trim(), `\x1bPtmux;${query.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`)
    },
    detachAll: async (session) => ask('detach-client', '-s', await idOf(session)),
    sizeOf: async (session) => {
      const format = '#{window_width} #{window_height}'
      const printed = await tmux.run('display-message', '-p', '-t', `${await idOf(session)}:`, format)
      const [columns = 0, rows = 0] = printed.trim().split(' ').map(Number)
      return { columns, rows }
    },
    viewersOf: async (session) =>
      Number(await tmux.run('display-message', '-p', '-t', `${await idOf(session)}:`, '#{session_attached}')),
    close: tmux.stop,
  }
}

describeTerminalHost('tmux in a pty', openPtyOnPrivateTmux)
