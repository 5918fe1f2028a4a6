import { isDuplicate, isGone, readLeaders, readSnapshot } from '../../../../adapters/outbound/tmux/formats.js'
import { readScreen, screenCommands } from '../../../../adapters/outbound/tmux/screen.js'
import { readScrollback, scrollbackArgs } from '../../../../adapters/outbound/tmux/scrollback.js'
import { readStartCommand } from '../../../../adapters/outbound/tmux/start-command.js'
import { sessionIdentities } from '../../../../adapters/outbound/tmux/session-identities.js'

describe('replies of tmux', () => {
  const read = (run: string[], sessions: string[], clients: string[], ownPid: number) =>
    readSnapshot(run, sessions, clients, ownPid, (of, all) => sessionIdentities().identify(of, all, true))
  const RUN = ['77\t1700000000']
  const line = '$1\tone\t1700000001\t2\t0\tid-1\t/a%0A%25b%09c\tcat\t"cat -u"\t/'

  it('is read into a snapshot, with viewers apart from hubs', () => {
    const clients = ['10\t$1\txterm', '11\t$1\tpenates-hub-500', '12\t$1\tpenates-hub-600', '13\t\txterm']
    expect(read(RUN, [line], clients, 11)).to.deep.equal({
      snapshot: {
        run: { pid: 77, startedAt: 1_700_000_000_000 },
        sessions: [
          {
            id: 'id-1',
            hostId: '$1',
            name: 'one',
            createdAt: 1_700_000_001_000,
            windows: 2,
            viewers: 1,
            path: '/a\n%b\tc',
            foreground: 'cat',
            startCommand: 'cat -u',
            startDirectory: '/',
          },
        ],
        dead: new Set(),
        attachedTo: '$1',
      },
      hubClients: [{ clientPid: 12, hubPid: 600 }],
    })
  })

  it('counts no client that only reads among the viewers', () => {
    const clients = ['10\t$1\txterm\t0', '11\t$1\txterm\t1', '12\t$1\txterm\t']
    expect(read(RUN, [line], clients, 99)?.snapshot.sessions[0]?.viewers).to.equal(2)
  })

  it('lists no control clients of hubs when process ids do not mean the same to tmux and to us', () => {
    expect(read(RUN, [line], ['12\t$1\tpenates-hub-600'], 11)?.hubClients).to.deep.equal([])
  })

  it('is refused when it is something else', () => {
    expect(read(['what'], [line], [], 1)).to.equal(null)
    expect(read([], [line], [], 1)).to.equal(null)
    expect(read(RUN, ['$1\tone'], [], 1)).to.equal(null)
    expect(read(RUN, [''], [], 1)).to.equal(null)
  })

  it('never makes our own process group one to end', () => {
    expect(readLeaders(['', '0', '1', '-5', 'x', '4321'])).to.deep.equal([4321])
  })

  it('is a start command as it would be typed to tmux', () => {
    const command = (printed: string) => readStartCommand(printed)
    expect(command('')).to.equal(null)
    expect(command('top')).to.equal('top')
    expect(command('"sleep 900"')).to.equal('sleep 900')
    expect(command('sleep 900')).to.equal('sleep 900')
    expect(command('"echo \\"a\\" \\$HOME \\\\ \\033 \\n\\t"')).to.equal('echo "a" $HOME \\ \u001b \n\t')
    expect(command("sh -c 'a \"b\"' ''")).to.equal("sh -c 'a \"b\"' ''")
    expect(command('\\~/x \\;')).to.equal("'~/x' ';'")
  })

  it('is a screen without the blank rows at its end', () => {
    const reply = (...lines: string[]) => ({ solicited: true, ok: true, lines })
    const refused = { solicited: true, ok: false, lines: ["can't find pane: $1"] }
    const screen = reply('a', '', 'b', ' ', '')
    expect(readScreen([reply('5 some facts'), screen], 2)).to.deep.equal({ facts: 'some facts', rows: ['', 'b'] })
    expect(readScreen([reply('5 '), screen], 10)).to.deep.equal({ facts: '', rows: ['a', '', 'b'] })
    expect(readScreen([reply('5 '), reply('', '')], 10)).to.deep.equal({ facts: '', rows: [] })
    expect([readScreen([refused], 1), readScreen([reply('5 '), refused], 1)]).to.deep.equal([null, null])
  })

  it('is scrollback with line ends for a terminal, at most eight megabytes of it', () => {
    expect(readScrollback('0\nvisible line\n', 'history')).to.equal('')
    expect(readScrollback('2\na\n\u001b[31mb\n', 'history')).to.equal('a\r\n\u001b[31mb\r\n')
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index} ${'ü'.repeat(300)}\n`)
    const long = readScrollback(`20000\n${lines.join('')}`, 'history')
    expect(Buffer.byteLength(long)).to.be.within(8 * 1024 * 1024 - 700, 8 * 1024 * 1024)
    expect(long).to.match(/^\d+ ü/)
    expect(long.endsWith(`19999 ${'ü'.repeat(300)}\r\n`)).to.equal(true)
  })

  it('marks sessions whose pane has ended, and leaves out values that tmux does not have', () => {
    const ended = '$2\ttwo\t1700000001\t1\t1\t\t\t\t\t'
    const found = read(RUN, [line, ended], ['11\t$1\tpenates-hub-500'], 11)?.snapshot
    expect(found?.dead).to.deep.equal(new Set(['$2']))
    expect(found?.sessions[1]).to.include({
      path: null,
      foreground: null,
      startCommand: null,
      startDirectory: null,
      viewers: 0,
    })
  })

  it('is a refusal of a taken name or of a missing session', () => {
    expect(['duplicate session: x', 'not a duplicate session', ''].map(isDuplicate)).to.deep.equal([true, false, false])
    expect(["can't find session: x", "we can't find", ''].map(isGone)).to.deep.equal([true, false, false])
  })

  it('is read with the rows of the screen that tmux reported before', () => {
    const [facts, screen] = screenCommands('$1:', '#{session_name}')
    expect([facts.args.join(' '), screen.args.join(' ')]).to.deep.equal([
      'display-message -p -t $1: #{pane_height} #{session_name}',
      'capture-pane -p -t $1:',
    ])
    const reply = (...lines: string[]) => ({ solicited: true, ok: true, lines })
    expect([[reply('24 shop')], [reply()], []].map((earlier) => screen.minReplyLines?.(earlier))).to.deep.equal([
      24, 0, 0,
    ])
  })

  it('is a history alone, or with the screen on request', () => {
    const size = 'display-messag -p -t $1: #{history_size} ; capture-pan -p -e -S -50'
    expect(scrollbackArgs('$1', 50, 'history').join(' ')).to.equal(`${size} -E -1 -t $1:`)
    expect(scrollbackArgs('$1', 50, 'history-and-screen').join(' ')).to.equal(`${size} -t $1:`)
    expect(readScrollback('0\na\nb\n', 'history-and-screen')).to.equal('a\r\nb')
  })
})
