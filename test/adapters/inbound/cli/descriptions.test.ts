import { commandsFor, GROUPS } from '../../../../adapters/inbound/cli/catalogue.js'
import { complete } from '../../../../adapters/inbound/cli/completion/complete.js'
import { optionsOf } from '../../../../adapters/inbound/cli/description.js'
import { makeOutput } from '../../../../adapters/inbound/cli/output.js'
import { plainText, safeJson, withoutControls } from '../../../../adapters/inbound/cli/safe-text.js'
import { readKey } from '../../../../adapters/inbound/cli/sessions/attach.js'
import { span, table } from '../../../../adapters/inbound/cli/table.js'
import { HOOK_CLIS } from '../../../../adapters/outbound/agents/agents.js'
import { VARIABLES } from '../../../../composition/config/variables.js'
import { runCli } from '../../../support/run-cli.js'

const all = commandsFor({ hookClis: HOOK_CLIS, variables: Object.values(VARIABLES) })
const commands = all.map(({ description }) => description)

describe('the descriptions of commands', () => {
  it('each lead to an implementation and to a help with its arguments, options and exit codes', async () => {
    for (const { description, load } of all) {
      expect(await load(), description.path).to.be.a('function')
      const { code, out } = await runCli(`${description.path} --help`)
      expect([code, out.startsWith(`Usage: penates ${description.path}`)], description.path).to.deep.equal([0, true])
      for (const { name } of description.arguments ?? []) expect(out, description.path).to.contain(name)
      for (const name of Object.keys(optionsOf(description))) expect(out, description.path).to.contain(`--${name}`)
      expect(out).to.contain('Exit codes:')
    }
  })

  it('name each variable of the hub with its default in the help of serve', async () => {
    const { out } = await runCli('serve --help')
    const [missing, port] = [
      Object.values(VARIABLES).filter(({ name }) => !out.includes(`  ${name} `)),
      /^ +PORT +(.*)$/m.exec(out)?.[1],
    ]
    expect([missing, port]).to.deep.equal([[], 'Port to listen on; 0 takes a free one (3333)'])
  })

  it('cover sessions, board, approvals, usage, projects and the hub, each with --json and --quiet', () => {
    const wanted = [
      ...['ls', 'new', 'attach', 'kill', 'rename', 'restore', 'send', 'logs', 'wait'].map((verb) => `sessions ${verb}`),
      ...['ls', 'show', 'new', 'move', 'implement', 'finish', 'undo'].map((verb) => `board ${verb}`),
      ...['ls', 'allow', 'deny', 'watch'].map((verb) => `approvals ${verb}`),
      ...['ls', 'add', 'use', 'rm'].map((verb) => `profiles ${verb}`),
      ...['usage', 'limits', 'projects ls', 'events', 'open', 'api', 'mcp', 'man', 'completion'],
    ]
    expect(commands.map(({ path }) => path)).to.include.members(wanted)
    for (const description of commands) expect(optionsOf(description)).to.include.keys('json', 'quiet')
  })

  it('contain no option that the parser takes for a negation', () => {
    const names = commands.flatMap((description) => Object.keys(optionsOf(description)))
    expect(names.filter((name) => name.startsWith('no-'))).to.deep.equal([])
  })

  it('belong to a described group when they have two words', () => {
    const groups = commands.flatMap(({ path }) => (path.includes(' ') ? [path.split(' ')[0] ?? ''] : []))
    expect([...new Set(groups)].sort()).to.deep.equal(Object.keys(GROUPS).sort())
  })

  it('suggest what was meant', async () => {
    const errors = await Promise.all(['sesions ls', 'sessions atach', 'sessions ls --jsno'].map((line) => runCli(line)))
    expect(errors.map(({ code, err }) => [code, /Did you mean (.*)\?/.exec(err)?.[1]])).to.deep.equal([
      [2, 'sessions'],
      [2, 'attach'],
      [2, '--json'],
    ])
  })

  it('take common options before the command, and refuse those that the command does not have', async () => {
    expect((await runCli('--json --hub http://127.0.0.1:1 sessions ls')).code).to.equal(3)
    expect(await runCli('--hub http://127.0.0.1:1 doctor')).to.deep.include({
      code: 2,
      err: 'penates: --hub does not apply to doctor\n  See: penates doctor --help\n',
    })
  })

  it('are all in the manual page', async () => {
    const { out } = await runCli('man')
    for (const { path, isHidden } of commands) if (!isHidden) expect(out).to.contain(`.SS penates ${path}`)
    expect(out.match(/^\.(?!TH|SH|SS|TP|PP|B |I |nf|fi).*/gm)).to.equal(null)
  })
})

describe('completion', () => {
  const program = { commands, groups: GROUPS }
  const values = (line: string): unknown => {
    const found = complete(line.split(' '), program)
    return found._tag === 'Candidates' ? found.candidates.map(({ value }) => value) : found.kind
  }

  it('offers commands, groups, options and choices', () => {
    expect(values('ses')).to.deep.equal(['sessions'])
    expect(values('sessions re')).to.deep.equal(['record', 'rename', 'restore'])
    expect(values('sessions ls --st')).to.deep.equal(['--status'])
    expect(values('sessions ls --status ')).to.deep.equal(['running', 'dormant', 'foreign'])
    expect(values('hooks --cli ')).to.deep.equal(HOOK_CLIS)
    expect(values('board move abc r')).to.deep.equal(['review'])
    expect(values('nix x')).to.deep.equal([])
  })

  it('names the kind of values that are read from the hub or from files', () => {
    expect(values('sessions attach ')).to.equal('session')
    expect(values('sessions new a --directory ')).to.equal('file')
    expect(values('board ls -p ')).to.equal('project')
    expect(values('sessions wait --timeout 5 ')).to.equal('session')
    expect(values('--profile x sessions attach ')).to.equal('session')
  })

  it('prints nothing for a hub that does not answer', async () => {
    expect(await runCli('complete -- sessions attach ')).to.deep.equal({ code: 0, out: '', err: '' })
    expect((await runCli('complete -- sess')).out).to.equal('sessions\tList, start, use and end sessions\n')
  })

  it('has a script for each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish'])
      expect((await runCli(`completion ${shell}`)).out).to.contain('penates complete --')
    expect((await runCli('completion csh')).code).to.equal(2)
  })
})

describe('output of commands', () => {
  it('is text, JSON or names, with controls as escapes', () => {
    const printed = (isJson: boolean, isQuiet: boolean): string => {
      let text = ''
      const out = (more: string | Uint8Array) => void (text += String(more))
      makeOutput({ out, err: out }, { isJson, isQuiet }).print({
        json: { a: '\u001b\u009b' },
        text: 'a\u001bb\n',
        ids: ['a\u0007'],
      })
      return text
    }
    expect([printed(false, false), printed(false, true)]).to.deep.equal(['a\\u001bb\n', 'a\\u0007\n'])
    expect(printed(true, false)).to.equal('{\n  "a": "\\u001b\\u009b"\n}\n')
    expect(safeJson(undefined)).to.equal('null')
  })

  it('aligns tables and shows line ends in cells as escapes', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['long cell', 'x'],
          ['a\nb', ''],
        ],
      ),
    ).to.equal('A          B\nlong cell  x\na\\nb\n')
    expect([span(40_500), span(3_600_000), span(-1), span(90_000_000)]).to.deep.equal(['40s', '1h', '0s', '1d'])
  })

  it('contains no sequences of the terminal that was read', () => {
    expect(plainText('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u001b(B\r\n')).to.equal('red x\n')
  })

  it('types no controls of a prompt', () => {
    expect(withoutControls('one\u001b[A\u009b\u0003\r\n\ttwo')).to.equal('one[A\n\ttwo')
  })

  it('reads the detach key', () => {
    expect(['ctrl-]', 'Ctrl-A', 'ctrl-\\'].map(readKey)).to.deep.equal(
      ['\u001d', '\u0001', '\u001c'].map((right) => ({ _tag: 'Right', right })),
    )
    expect(['x', 'ctrl-1', 'alt-a'].map((text) => readKey(text)._tag)).to.deep.equal(['Left', 'Left', 'Left'])
  })
})
