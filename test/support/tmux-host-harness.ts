import { spawn } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { SessionHostHarness } from '../contracts/session-host.contract.js'
import { eventually } from './eventually.js'
import type { TmuxOnOwnSocket } from './tmux-host.js'

/** Controls of the SessionHost contract on a tmux server of a test. */
export function tmuxHostHarness(t: TmuxOnOwnSocket): SessionHostHarness {
  const exact = async (name: string): Promise<string> => {
    const lines = (await t.tmux('list-sessions', '-F', '#{session_id} #{session_name}')).split('\n')
    return lines.find((line) => line.slice(line.indexOf(' ') + 1) === name)?.split(' ')[0] ?? name
  }
  return {
    host: t.host,
    directory: t.directory,
    dyingCommand: 'echo "last words"; exit 3',
    livingCommand: 'cat',
    asShipped: t.asShipped,
    lateCommand: 'sleep 0.8; exit 3',
    printingCommand: `stty -echo; printf '%s\\n' "$PENATES_CONTRACT" "$(pwd)" "$(stty size)"; exec cat`,
    printed: async (name) => {
      const screen = await t.tmux('capture-pane', '-p', '-J', '-t', `${await exact(name)}:`)
      return screen.trimEnd().split('\n')
    },
    mouseOf: async (name) => {
      const value = (await t.tmux('show-options', '-v', '-t', await exact(name), 'mouse')).trim()
      return value === '' ? null : value === 'on'
    },
    hidesStatus: async (name) =>
      (await t.tmux('show-options', '-v', '-t', await exact(name), 'status')).trim() === 'off',
    startByHand: async (name) => {
      await t.tmux('new-session', '-d', '-c', t.directory, '-s', name.replace(/#(?!\[)/g, '##'), 'cat')
    },
    moveTo: async (name, folder) => {
      await mkdir(folder)
      const target = `${await exact(name)}:`
      await t.tmux('respawn-pane', '-k', '-t', target, `cd '${folder}' && touch here && exec cat`)
      await eventually(() => access(join(folder, 'here')))
    },
    renameByHand: async (from, to) => {
      await t.tmux('rename-session', '-t', `${await exact(from)}:`, to)
    },
    exit: async (name) => {
      await t.tmux('send-keys', '-t', `${await exact(name)}:`, 'C-d')
    },
    view: async (name) => {
      const target = `${await exact(name)}:`
      const viewer = spawn('tmux', ['-S', t.socketPath, '-C', 'attach-session', '-t', target], { env: t.environment })
      const isThere = async () =>
        (await t.tmux('list-clients', '-F', '#{client_pid}')).includes(`${viewer.pid ?? ''}\n`)
      await eventually(async () => void expect(await isThere()).to.equal(true))
      return async () => {
        viewer.stdin.end()
        await eventually(async () => void expect(await isThere()).to.equal(false))
      }
    },
    fill: async (name, lines) => {
      const file = join(t.directory, 'filling')
      await writeFile(file, lines.map((line) => `${line}\n`).join(''))
      const target = `${await exact(name)}:`
      await t.tmux('respawn-pane', '-k', '-t', target, `stty -echo; cat ${file}; exec cat >/dev/null`)
      await eventually(async () => {
        expect((await t.tmux('capture-pane', '-p', '-t', target)).trimEnd()).to.match(
          new RegExp(`${lines.at(-1) ?? ''}$`),
        )
      })
    },
    close: t.close,
  }
}
