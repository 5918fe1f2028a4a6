import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { OUTPUT_MARK, PROMPT_MARK, SHELL_SNIPPETS } from '../../../../domain/terminal/command-marks.js'
import { eventually } from '../../../support/eventually.js'
import { aName, namedEvent, type NamedEvent } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'

const PROMPTS: Readonly<Record<string, string>> = {
  bash: "PS1='$ '",
  zsh: "PS1='$ '; RPS1=",
  'fish 3': "function fish_prompt; echo '$ '; end; function fish_greeting; end",
}
const COMMANDS: Readonly<Record<string, (rc: string) => string>> = {
  bash: (rc) => `exec bash --noprofile --rcfile '${rc}' -i`,
  zsh: () => 'exec zsh --no-globalrcs -i',
  'fish 3': (rc) => `exec fish --no-config --init-command 'source ${rc}'`,
}

describe('marks of commands on tmux', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
  })
  afterEach(() => t.close())

  /** Lines of the screen without the empty ones at its end. */
  const screen = async (): Promise<ReadonlyArray<string>> =>
    (await t.tmux('capture-pane', '-p', '-t', '=one:')).trimEnd().split('\n')

  /** Resolves at the prompt: what is typed before it is on the screen twice. */
  const startShell = async (shell: string): Promise<void> => {
    const snippet = SHELL_SNIPPETS.find((one) => one.shell === shell)?.lines ?? ''
    const rc = join(t.directory, '.zshrc')
    await writeFile(rc, `${PROMPTS[shell] ?? ''}\n${snippet}\n`)
    const started = await t.host.start({
      id: sessionId('id of one'),
      name: aName('one'),
      directory: t.directory,
      command: COMMANDS[shell]?.(rc) ?? '',
      environment: { ZDOTDIR: t.directory },
      size: { columns: 60, rows: 12 },
      mouse: false,
    })()
    expect(E.isRight(started)).to.equal(true)
    await eventually(async () => void expect((await screen()).at(-1)).to.equal('$'))
  }

  const run = async (command: string, last: string): Promise<void> => {
    await t.host.type('one', command)()
    await t.host.press('one', 'Enter')()
    await eventually(async () => void expect((await screen()).slice(-2)).to.deep.equal([last, '$']))
  }
  const marked = async (lines = 10_000): Promise<ReadonlyArray<string>> => {
    const read = await t.host.scrollback('one', lines, 'marked-history-and-screen')()
    if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
    const rows = read.right.split('\r\n')
    return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1)
  }
  const prompt = (command: string): string => `${PROMPT_MARK}$ ${command}`.trimEnd()

  it('finds those of bash, also when the screen is full and its last line is a prompt', async () => {
    await startShell('bash')
    await run('echo one', 'one')
    expect((await marked()).map((row) => row.trimEnd())).to.deep.equal([
      prompt('echo one'),
      `${OUTPUT_MARK}one`,
      prompt(''),
    ])
    await run('seq 30', '30')
    await run('true; echo "$((1+1))"', '2')
    const rows = (await marked()).map((row) => row.trimEnd())
    expect(rows.flatMap((row, at) => (row.startsWith(PROMPT_MARK) ? [at] : []))).to.deep.equal([0, 2, 33, 35])
    expect(rows.flatMap((row, at) => (row.startsWith(OUTPUT_MARK) ? [at] : []))).to.deep.equal([1, 3, 34])
    expect(rows.slice(33)).to.deep.equal([prompt('true; echo "$((1+1))"'), `${OUTPUT_MARK}2`, prompt('')])
    expect((await marked(1)).map((row) => row.trimEnd())).to.deep.equal(rows.slice(-13))
  })

  for (const { shell } of SHELL_SNIPPETS) {
    it(`finds those that ${shell} reports with the lines for its configuration`, async () => {
      await startShell(shell)
      await run('echo one', 'one')
      await run('seq 5', '5')
      const marks = (await marked()).map((row) => row.slice(0, PROMPT_MARK.length))
      const kinds = marks.flatMap((mark) =>
        mark === PROMPT_MARK ? ['prompt'] : mark === OUTPUT_MARK ? ['output'] : [],
      )
      expect(kinds).to.deep.equal(['prompt', 'output', 'prompt', 'output', 'prompt'])
    })
  }

  it('leaves the shared pane, the list of sessions and the buffers alone', async () => {
    await startShell('bash')
    await run('seq 30', '30')
    const events: NamedEvent[] = []
    t.host.watch((event) => events.push(namedEvent(event)))
    const state = () =>
      Promise.all([
        t.tmux('list-panes', '-a', '-F', '#{session_name} #{pane_id} #{pane_in_mode} #{pane_width}x#{pane_height}'),
        t.tmux('list-buffers'),
      ])
    const before = await state()
    await Promise.all([marked(), marked(), marked()])
    expect(await state()).to.deep.equal(before)
    expect(E.isRight(await t.host.list())).to.equal(true)
    expect(events).to.deep.equal([])
  })
})
